import type { Cidr } from '../net/index.ts';
import type { Expectation } from './expectations.ts';

/** What the lines of a world have said so far, before it becomes rows. Names are the world's own; ids come later. */
export interface WorldDraft {
  title: string;
  readonly subscriptions: Map<string, { readonly id: string; readonly tenantId: string }>;
  readonly vnets: Map<string, DraftVNet>;
  readonly halves: DraftHalf[];
  readonly routes: DraftRoute[];
  readonly connections: DraftConnection[];
  readonly zones: DraftZone[];
  readonly groups: DraftGroup[];
  readonly expectations: Expectation[];
  /** Where VNets go that do not say. */
  defaults: DraftLocation;
}

interface DraftLocation {
  readonly sub: string;
  readonly region: string;
  readonly rg: string;
}

export interface DraftVNet extends DraftLocation {
  readonly name: string;
  readonly space: readonly Cidr[];
  readonly subnets: { readonly name: string; readonly cidr: Cidr }[];
  readonly gateways: readonly string[];
  readonly firewall: string | undefined;
  readonly appliance: string | undefined;
  readonly routeServer: boolean;
  readonly dns: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly provisioning: string;
  /** It exists, but the reader has no right to see it. */
  readonly hidden: boolean;
  /** It is only remembered by the halves that pointed at it. */
  readonly deleted: boolean;
}

export interface DraftHalf {
  readonly line: number;
  readonly from: string;
  readonly to: string;
  readonly state: string | undefined;
  readonly name: string | undefined;
  readonly flags: ReadonlySet<string>;
  /** Subnets that are peered instead of the whole VNets. */
  readonly localSubnets: readonly string[] | undefined;
  readonly remoteSubnets: readonly string[] | undefined;
  /** The remote's prefixes as this half learned them, when they are not the current ones. */
  readonly learned: readonly string[] | undefined;
}

export interface DraftRoute {
  readonly vnet: string;
  readonly subnet: string;
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIp: string | undefined;
}

interface DraftConnection {
  readonly from: string;
  /** A VNet with a gateway, or the name of a site. */
  readonly to: string;
  readonly kind: 'Vnet2Vnet' | 'IPsec' | 'ExpressRoute';
  readonly status: string;
}

interface DraftZone {
  readonly name: string;
  readonly vnets: readonly string[];
  readonly registration: string | undefined;
}

interface DraftGroup {
  readonly name: string;
  readonly vnets: readonly string[];
  readonly global: boolean;
}

export const createWorldDraft = (): WorldDraft => ({
  title: '',
  subscriptions: new Map(),
  vnets: new Map(),
  halves: [],
  routes: [],
  connections: [],
  zones: [],
  groups: [],
  expectations: [],
  defaults: { sub: 'main', region: 'westeurope', rg: 'network' },
});
