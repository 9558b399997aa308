import { describe, expect, it } from 'vitest';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, createNamer, type Topology, type TopologyRows } from '../topology/index.ts';
import { loadWorld, readWorld, visibleRows } from '../world/index.ts';
import { couldBeHubs, findHubs } from './hubs.ts';
import { describeShape, formatShapes, peeringsOfMesh, type RoleOverride } from './index.ts';
import { findShapes } from './shapes.ts';

function topologyOf(text: string): Topology {
  const world = text.includes('\n') ? readWorld(text) : loadWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(visibleRows(world.value));
}

const keyOf = ({ vnets }: Topology, name: string) => {
  const vnet = [...vnets.values()].find((one) => one.name === name);
  if (!vnet) throw new Error(`there is no VNet named ${name}`);
  return vnet.key;
};

/** Finds the shapes of a fixture and formats them. */
const shapesOf = (text: string, overrides: Readonly<Record<string, RoleOverride>> = {}): string => {
  const topology = topologyOf(text);
  const roles = new Map(Object.entries(overrides).map(([name, role]) => [keyOf(topology, name), role]));
  return formatShapes(findShapes(topology, roles), createNamer(topology));
};

const vnets = (...names: readonly string[]) => names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
const peered = (...pairs: readonly string[]) => pairs.map((pair) => `${pair.replace('-', ' <-> ')}\n`).join('');
const all = (names: readonly string[], but: readonly string[] = []) =>
  peered(...names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}-${b}`)).filter((pair) => !but.includes(pair)));

/** A small fixture for each shape, with the expected description. */
const SHAPES: readonly (readonly [title: string, world: string, expected: string])[] = [
  ['a VNet without peerings is an island', vnets('a'), 'a | Island: no peerings'],
  ['two peered VNets are a pair', vnets('a', 'b') + peered('a-b'), 'a – b | Pair of VNets'],
  [
    'a line of VNets is a chain, in order',
    vnets('c', 'a', 'b', 'd') + peered('c-a', 'a-d', 'd-b'),
    'b – d – a – c | Chain of 4 VNets: peering is not transitive',
  ],
  [
    'a closed line is a ring, not a mesh',
    vnets('a', 'b', 'c', 'd', 'e') + peered('a-b', 'b-c', 'c-d', 'd-e', 'e-a'),
    'a, b, c, d, e | Ring of 5 VNets, each peered with two others',
  ],
  ['three VNets that are all peered are a mesh', vnets('a', 'b', 'c') + all(['a', 'b', 'c']), 'a, b, c | Mesh of 3 VNets: all 3 peerings'],
  [
    'an almost full mesh names the missing peering',
    vnets('a', 'b', 'c', 'd', 'e') + all(['a', 'b', 'c', 'd', 'e'], ['c-e']),
    'a, b, c, d, e | Mesh of 5 VNets: 9 of 10 peerings, one missing: c – e',
  ],
  [
    'a mesh has at least 70 % of all peerings',
    vnets('a', 'b', 'c', 'd', 'e', 'f') + all(['a', 'b', 'c', 'd', 'e', 'f'], ['a-b', 'a-c', 'd-e', 'e-f']),
    'a, b, c, d, e, f | Mesh of 6 VNets: 11 of 15 peerings, 4 missing: a – b, a – c, d – e and 1 more',
  ],
  [
    'fewer peerings make no mesh',
    vnets('a', 'b', 'c', 'd', 'e', 'f') + all(['a', 'b', 'c', 'd', 'e', 'f'], ['a-b', 'a-c', 'd-e', 'e-f', 'b-d']),
    'c, b, d, e, f, a | 6 VNets in no common shape',
  ],
  [
    'two meshes connected by one peering stay separate',
    vnets('a', 'b', 'c', 'd', 'p', 'q', 'r', 's') + all(['a', 'b', 'c', 'd']) + all(['p', 'q', 'r', 's']) + peered('d-p'),
    'a, b, c, d | Mesh of 4 VNets: all 6 peerings\np, q, r, s | Mesh of 4 VNets: all 6 peerings',
  ],
  [
    'a VNet peered with several VNets that are not peered with each other is a hub',
    vnets('h', 'a', 'b', 'c') + peered('h-a', 'h-b', 'h-c'),
    'h ← a, b, c | Hub: 3 peerings, 3 of its peers are not peered with each other | possible',
  ],
  [
    'shared resources that peers use give high confidence',
    `vnet h 10.0.0.0/16 gateway firewall=10.0.1.4\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a transit | use-gateways forwarded\nh <-> b transit | use-gateways forwarded\n`,
    'h ← a, b | Hub: 2 peerings, has a VPN gateway and a firewall, 2 of its peers are not peered with each other, 2 peers use its gateway | certain',
  ],
  [
    'one spoke is enough when it uses the gateway of the other VNet',
    'vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nh <-> a transit | use-gateways\n',
    'h ← a | Hub: 1 peering, has a VPN gateway, 1 peer uses its gateway | likely',
  ],
  [
    'an unused gateway does not make the end of a chain a hub',
    'vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a\na <-> b\n',
    'b – a – h | Chain of 3 VNets: peering is not transitive',
  ],
  [
    'peered hubs are a hub mesh over their own spokes; a spoke of both belongs to one',
    vnets('h', 'k', 'a', 'b', 'c', 'd', 'e', 'f') + peered('h-k', 'h-a', 'h-b', 'h-c', 'h-d', 'k-d', 'k-e', 'k-f'),
    [
      'h ← a, b, c, d | Hub: 5 peerings, 3 of its peers are not peered with each other | possible',
      'h, k | Hub mesh of 2 hubs: peered with each other',
      'k ← e, f (shared: d) | Hub: 4 peerings, 2 of its peers are not peered with each other | possible',
    ].join('\n'),
  ],
  [
    'half-configured peerings count',
    `${vnets('h', 'a', 'b', 'c')}h -> a Initiated\nh -> b Disconnected\nh <-> c\n`,
    'h ← a, b, c | Hub: 3 peerings, 3 of its peers are not peered with each other | possible',
  ],
];

describe('the shapes of an estate', () => {
  it.each(SHAPES)('%s', (_, world, expected) => {
    expect(shapesOf(`# Shapes\n${world}`)).toBe(expected);
  });

  it('of contoso are two peered hubs, a mesh with a missing peering, a chain, an island and a connected group', () => {
    const lines = shapesOf('contoso')
      .split('\n')
      .map((line) => line.replace(/ ← [^|]*/, ' ← … '));
    expect(lines).toEqual([
      'data-bi, data-etl, data-gov, data-lake, data-ml | Mesh of 5 VNets: 9 of 10 peerings, one missing: data-etl – data-gov',
      'edge-01, edge-02, edge-03 | Connected group avnm-edge: 3 VNets connected by Virtual Network Manager, without peerings',
      'hub-eus2 ← … | Hub: 15 peerings, has a VPN gateway, a firewall and a Route Server, 15 of its peers are not peered with each other, 12 peers use its gateway, routes of 2 peers point to it | certain',
      'hub-eus2, hub-weu | Hub mesh of 2 hubs: peered with each other',
      'hub-weu ← … | Hub: 22 peerings, has a VPN gateway, an ExpressRoute gateway and a firewall, 22 of its peers are not peered with each other, 15 peers use its gateway, routes of 3 peers point to it | certain',
      'lab-island | Island: no peerings',
      'legacy-db – legacy-app – legacy-web | Chain of 3 VNets: peering is not transitive',
    ]);
  });

  it('follow role overrides', () => {
    const star = `# Star\n${vnets('h', 'a', 'b', 'c')}${peered('h-a', 'h-b', 'h-c')}`;
    expect(shapesOf(star, { h: 'not-a-hub' })).toBe('h, a, b, c | 4 VNets in no common shape');
    const row = `# Row\n${vnets('a', 'b', 'c')}${peered('a-b', 'b-c')}`;
    expect(shapesOf(row, { b: 'hub' })).toBe('b ← a, c | Hub: 2 peerings, 2 of its peers are not peered with each other | set manually');
  });

  it.each(['contoso', 'generated:300', 'generated:1000'])('contain each VNet and ghost of %s exactly once', (world) => {
    const topology = topologyOf(world);
    const { homeOf, shapes } = findShapes(topology);
    expect(new Set(homeOf.keys())).toEqual(new Set([...topology.vnets.keys(), ...topology.ghosts.keys()]));
    for (const shape of shapes) expect(describeShape(shape, createNamer(topology))).not.toBe('');
  });

  it.each([100, 300, 1000, 3000])('have exactly the known hubs of %i generated VNets', (count) => {
    const topology = topologyOf(`generated:${count}`);
    const { hubs } = findShapes(topology);
    const expected = [...topology.vnets.values()].filter(({ name }) => name.startsWith('hub-'));
    const correct = expected.filter(({ key }) => hubs.has(key)).length;
    console.log(
      `generated:${count}: hubs with precision ${correct / hubs.size}, recall ${correct / expected.length} (${expected.length} hubs)`,
    );
    expect({ precision: correct / hubs.size, recall: correct / expected.length }).toEqual({ precision: 1, recall: 1 });
  });

  it('match the roles in the names of a generated estate almost everywhere', () => {
    const topology = topologyOf('generated:1000');
    const { homeOf, hubs } = findShapes(topology);
    const roleOf = (key: Parameters<typeof homeOf.get>[0]) => (hubs.has(key) ? 'hub' : homeOf.get(key)?.kind.replace('hub-and-', ''));
    const wrong = [...topology.vnets.values()].filter(({ key, name }) => roleOf(key) !== name.split('-')[0]);
    expect(wrong.length / topology.vnets.size).toBeLessThan(0.02);
  });
});

it('findHubs is memoized by topology and role overrides', () => {
  const topology = topologyOf('contoso');
  const overrides = new Map([[keyOf(topology, 'hub-weu'), 'not-a-hub' as const]]);
  expect(findHubs(topology)).toBe(findHubs(topology));
  expect(findHubs(topology, overrides)).toBe(findHubs(topology, overrides));
  expect(findHubs(topology).size - findHubs(topology, overrides).size).toBe(1);
});

it('a VNet with resources that spokes could share is a potential hub, unless it is overridden as not a hub', () => {
  const topology = topologyOf('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet theirs 10.2.0.0/16 hidden\na -> theirs\n');
  const h = keyOf(topology, 'h');
  expect(couldBeHubs(topology)).toEqual([h]);
  expect(couldBeHubs(topology, new Map([[h, 'not-a-hub']]))).toEqual([]);
});

it('a full mesh has one peering per pair', () => {
  expect([0, 1, 2, 3, 10, 100].map(peeringsOfMesh)).toEqual([0, 0, 1, 3, 45, 4950]);
});

describe('a source that lacks data', () => {
  const { rows } = toFixture(
    'vnet hub 10.0.0.0/16 gateway\nrepeat 1..3 vnet s{n} 10.{n}.0.0/16\nrepeat 1..3 hub <-> s{n}\nvnet alone 10.9.0.0/16',
  );
  const describeIn = (changed: Partial<TopologyRows>, name: string): string => {
    const topology = buildTopology({ ...rows, ...changed });
    const shape = findShapes(topology).homeOf.get(keyOf(topology, name));
    return shape ? describeShape(shape, createNamer(topology)) : '';
  };

  it('is named in the evidence of a hub, except for resources that are known', () => {
    expect(describeIn({}, 'hub')).toBe('Hub: 3 peerings, has a VPN gateway, 3 of its peers are not peered with each other');
    expect(describeIn({ missingKinds: ['gateways', 'firewalls', 'routeTables', 'dnsLinks'] }, 'hub')).toBe(
      'Hub: 3 peerings, has a VPN gateway, firewalls and route tables not in this source, 3 of its peers are not peered with each other',
    );
  });

  it('makes no VNet an island', () => {
    expect(describeIn({}, 'alone')).toBe('Island: no peerings');
    expect(describeIn({ missingKinds: ['connectedGroups'] }, 'alone')).toBe('No peerings; the source does not include connected groups');
    const vnets = rows.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true }));
    expect(describeIn({ vnets }, 'alone')).toBe('The peerings of this VNet were not read');
  });
});
