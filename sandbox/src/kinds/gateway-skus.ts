/** SKU of virtual network gateways. */
interface GatewaySku {
  readonly type: 'Vpn' | 'ExpressRoute';
  /** Generations in which it exists; gateways of ExpressRoute have none. */
  readonly generations: readonly string[];
  /** True if no new gateway can have it. */
  readonly isRetired?: true;
}

const ONE = ['Generation1'];
const BOTH = ['Generation1', 'Generation2'];
const TWO = ['Generation2'];

const vpn = (generations: readonly string[]): GatewaySku => ({ type: 'Vpn', generations });
const retired = (generations: readonly string[]): GatewaySku => ({ ...vpn(generations), isRetired: true });
const EXPRESS_ROUTE: GatewaySku = { type: 'ExpressRoute', generations: [] };

/** SKUs by name (Microsoft's page on gateway SKUs). VPN SKUs without availability zones are closed to new gateways since November 2025. */
const SKUS: Readonly<Record<string, GatewaySku>> = {
  Basic: vpn(ONE),
  VpnGw1: retired(ONE),
  VpnGw2: retired(BOTH),
  VpnGw3: retired(BOTH),
  VpnGw4: retired(TWO),
  VpnGw5: retired(TWO),
  VpnGw1AZ: vpn(ONE),
  VpnGw2AZ: vpn(BOTH),
  VpnGw3AZ: vpn(BOTH),
  VpnGw4AZ: vpn(TWO),
  VpnGw5AZ: vpn(TWO),
  Standard: EXPRESS_ROUTE,
  HighPerformance: EXPRESS_ROUTE,
  UltraPerformance: EXPRESS_ROUTE,
  ErGw1AZ: EXPRESS_ROUTE,
  ErGw2AZ: EXPRESS_ROUTE,
  ErGw3AZ: EXPRESS_ROUTE,
  ErGwScale: EXPRESS_ROUTE,
};

/** Returns the SKU with that name. */
export const skuOf = (name: string): GatewaySku | undefined => (Object.hasOwn(SKUS, name) ? SKUS[name] : undefined);

/** Lists the SKUs that new gateways of a type can have. */
export const skusOfType = (type: string): readonly string[] =>
  Object.entries(SKUS).flatMap(([name, sku]) => (sku.type === type && !sku.isRetired ? [name] : []));

/** VPN SKUs with availability zones, whose public addresses must have zones. */
export const isZonal = (name: string): boolean => /^VpnGw\dAZ$/.test(name);
