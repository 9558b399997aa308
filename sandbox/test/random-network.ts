import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { readWorld } from '@peerscape/shared/world';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';
import type { Site } from '../src/store/sites.ts';
import type { Store } from '../src/store/store.ts';

/** Source of random choices. */
interface Dice {
  /** Returns true with the given probability. */
  chance(probability: number): boolean;
  oneOf<T>(options: readonly [T, ...T[]]): T;
}

function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0;
    return (state ^ (state >>> 13)) >>> 0;
  };
  return {
    chance: (probability) => next() / 2 ** 32 < probability,
    oneOf: (options) => options[next() % options.length] ?? options[0],
  };
}

interface RandomVNet {
  readonly name: string;
  readonly number: number;
  readonly hasGateway: boolean;
  readonly hasRouteServer: boolean;
  readonly hasIPv6: boolean;
}

/** A random network, for comparing what is derived from it in two ways. */
export interface RandomNetwork {
  /** The network as a fixture, without what is outside Azure. */
  readonly text: string;
  readonly store: Store;
}

/**
 * Creates a network of three to seven VNets with peerings, connected groups, gateways and their connections, Route Servers, sites and appliances
 * that announce routes, user's routes and private endpoints. The same seed gives the same network.
 */
export function createRandomNetwork(seed: number): RandomNetwork {
  const dice = createDice(seed);
  const vnets = Array.from({ length: dice.oneOf([3, 4, 5, 6, 7]) }, (_, number) => ({
    name: `v${number}`,
    number,
    hasGateway: dice.chance(0.45),
    hasRouteServer: dice.chance(0.35),
    hasIPv6: dice.chance(0.3),
  }));
  const group = dice.chance(0.3) ? [`group mesh v0 v1 v2${dice.chance(0.5) ? ' global' : ''}`] : [];
  const lines = [...vnets.flatMap((vnet) => vnetLines(dice, vnet)), ...pairLines(dice, vnets), ...group];
  const text = lines.join('\n');
  const store = createMemoryStore();
  const world = readWorld(text);
  const seeded = world.ok ? seedFixture(store, world.value) : world;
  if (!seeded.ok) throw new Error(`${seeded.problem}\n${text}`);
  declareSites(dice, store);
  return { text, store };
}

function vnetLines(dice: Dice, vnet: RandomVNet): string[] {
  const { name, number, hasGateway, hasRouteServer, hasIPv6 } = vnet;
  const words = [
    `vnet ${name} 10.${number}.0.0/16 nva=10.${number}.0.4`,
    ...(dice.chance(0.2) ? [`10.${number + 20}.0.0/20`] : []),
    ...(hasIPv6 ? [`fd00:${number}::/48`] : []),
    ...(dice.chance(0.2) ? ['region=northeurope'] : []),
    ...(hasRouteServer ? ['route-server'] : []),
  ];
  const gateway = hasGateway ? gatewayLines(dice, vnet) : { word: [], lines: [] };
  const policies = dice.oneOf(['Enabled', 'RouteTableEnabled', 'NetworkSecurityGroupEnabled', 'Disabled']);
  const endpoint = [
    `subnet ${name}/pe 10.${number}.2.0/24`,
    `private-endpoint pe${number} ${name}/pe 10.${number}.2.9`,
    `properties ${name}/pe {"privateEndpointNetworkPolicies": "${policies}"}`,
  ];
  return [
    [...words, ...gateway.word].join(' '),
    `subnet ${name}/app 10.${number}.6.0/24`,
    ...gateway.lines,
    ...(hasRouteServer ? routeServerLines(dice, vnet) : []),
    ...(dice.chance(0.4) ? tableLines(dice, vnet) : []),
    ...(dice.chance(0.3) ? endpoint : []),
  ];
}

function gatewayLines(dice: Dice, vnet: RandomVNet): { readonly word: string[]; readonly lines: string[] } {
  const { name, number } = vnet;
  const hasCircuit = dice.chance(0.3);
  const asn = dice.chance(0.3) ? ' asn=65100' : '';
  const site = [
    `site site${number} ${name} 192.168.${number}.0/24 10.${dice.oneOf([0, 1, 2])}.7.0/24${asn}`,
    `connection ${name} -> site${number}${asn && dice.chance(0.7) ? ' bgp' : ''}`,
  ];
  const properties = {
    ...(dice.chance(0.4) && { bgpSettings: { asn: 65200 + number } }),
    ...(dice.chance(0.3) && { vpnClientConfiguration: { vpnClientAddressPool: { addressPrefixes: [`172.16.${number}.0/24`] } } }),
  };
  return {
    word: [hasCircuit ? 'gateway=Vpn,ExpressRoute' : 'gateway'],
    lines: [
      `properties virtualNetworkGateways/vpngw-${name} ${JSON.stringify(properties)}`,
      ...(hasCircuit ? circuitLines(dice, vnet) : []),
      ...(dice.chance(0.5) ? site : []),
    ],
  };
}

/** Returns the connection to a circuit, which other VNets may be connected to as well. */
function circuitLines(dice: Dice, { name, number }: RandomVNet): readonly string[] {
  const allowsRemote = JSON.stringify({ allowRemoteVnetTraffic: dice.chance(0.7) });
  return [
    `connection ${name} -> circuit${dice.chance(0.5) ? '' : number} kind=ExpressRoute`,
    `properties virtualNetworkGateways/ergw-${name} ${allowsRemote}`,
  ];
}

function routeServerLines(dice: Dice, { name, number }: RandomVNet): string[] {
  const properties = {
    allowBranchToBranchTraffic: dice.chance(0.5),
    hubRoutingPreference: dice.oneOf(['ExpressRoute', 'VpnGateway', 'ASPath']),
  };
  return [
    `properties virtualHubs/rs-${name} ${JSON.stringify(properties)}`,
    ...(dice.chance(0.7) ? [`bgp-peer one ${name} 10.${number}.0.4 asn=65010`] : []),
    ...(dice.chance(0.4) ? [`bgp-peer two ${name} 10.${number}.0.5 asn=65011`] : []),
  ];
}

const PREFIXES = [
  ...(['0.0.0.0/0', '10.0.0.0/8', '10.1.0.0/16', '10.2.0.0/16', '10.20.0.0/20', '192.168.1.0/24', '10.1.7.0/24'] as const),
  ...(['10.0.2.9/32', '10.1.2.0/24', '172.16.0.0/12', '::/0', 'fd00:1::/48', 'fd00::/16'] as const),
] as const;

function tableLines(dice: Dice, { name }: RandomVNet): string[] {
  const prefixes = [dice.oneOf(PREFIXES), ...(dice.chance(0.3) ? [dice.oneOf(PREFIXES)] : [])];
  return [
    ...[...new Set(prefixes)].map(
      (prefix) =>
        `route ${name}/nva ${prefix} via ${prefix.includes(':') ? 'none' : dice.oneOf(['10.0.0.4', 'none', 'internet', 'vnet', 'gateway'])}`,
    ),
    ...(dice.chance(0.3) ? [`propagation ${name}/nva off`] : []),
    ...(dice.chance(0.3) ? [`properties routeTables/rt-${name}-nva {"disablePeeringRoute": "All"}`] : []),
  ];
}

/** Returns the peerings and connections between VNets; each VNet without a gateway may use those of one other. */
function pairLines(dice: Dice, vnets: readonly RandomVNet[]): string[] {
  const users = new Set<string>();
  const pairs = vnets.flatMap((a, i) => vnets.slice(i + 1).map((b) => [a, b] as const));
  return pairs.flatMap(([a, b]) => {
    const canUse = (a.hasGateway || a.hasRouteServer) && !b.hasGateway && !b.hasRouteServer && !users.has(b.name);
    const isPeered = dice.chance(0.4);
    const usesGateway = isPeered && canUse && dice.chance(0.6);
    if (usesGateway) users.add(b.name);
    return [
      ...(isPeered ? peeringLines(dice, a, b, usesGateway) : []),
      ...(a.hasGateway && b.hasGateway && dice.chance(0.3) ? [`connection ${a.name} <-> ${b.name}${dice.chance(0.6) ? ' bgp' : ''}`] : []),
    ];
  });
}

function peeringLines(dice: Dice, a: RandomVNet, b: RandomVNet, usesGateway: boolean): readonly string[] {
  if (usesGateway) return [`${a.name} <-> ${b.name} transit${dice.chance(0.1) ? SUBNETS : ''} | use-gateways`];
  const tags = dice.oneOf(['', '', '', 'no-access', SUBNETS, ...(a.hasIPv6 && b.hasIPv6 ? ['ipv6-only'] : [])]);
  return dice.oneOf([
    [`${a.name} <-> ${b.name} ${tags}`],
    [`${a.name} <-> ${b.name} ${tags}`],
    [`${a.name} -> ${b.name} Initiated`],
    [`${a.name} -> ${b.name} Connected learned=10.${b.number}.0.0/17`, `${b.name} -> ${a.name} Connected`],
  ]);
}

/** Tags of a half that peers one subnet of each VNet. */
const SUBNETS = ' local-subnets=app remote-subnets=app';

/** Declares what sites, circuits and appliances announce. */
function declareSites(dice: Dice, store: Store): void {
  const put = (key: ResourceKey, announces: Site['announces']) => store.putSite(key, { sharedKey: undefined, isDown: false, announces });
  for (const key of [...store.sites.keys()])
    put(key, [{ prefix: dice.oneOf(['0.0.0.0/0', '172.20.1.0/24', '10.1.9.0/24', '10.99.0.0/16']), asPath: [] }]);
  for (const { key } of store.resourcesOfType('Microsoft.Network/virtualHubs')) {
    for (const peer of ['one', 'two']) {
      const prefix = dice.oneOf(['0.0.0.0/0', '10.50.0.0/16', '10.1.0.0/16', '172.20.1.0/24']);
      const asPath = dice.oneOf([[], [65020], [65515]]);
      if (dice.chance(0.8)) put(resourceKey(`${key}/bgpConnections/${peer}`), [{ prefix, asPath }]);
    }
  }
}
