import { describe, expect, it } from 'vitest';
import { buildTopology, namesIn, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows, worldNamed } from '../world/index.ts';
import { couldBeHubs, findHubs } from './hubs.ts';
import { peeringsOfMesh, type SaidRole, sayShape, formatShapes } from './index.ts';
import { findShapes } from './shapes.ts';

function topologyOf(text: string): Topology {
  const world = text.includes('\n') ? readWorld(text) : worldNamed(text);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(visibleRows(world.value));
}

const keyOf = ({ vnets }: Topology, name: string) => {
  const found = [...vnets.values()].find((vnet) => vnet.name === name);
  if (!found) throw new Error(`no VNet is called ${name}`);
  return found.key;
};

/** What is found in a world, as text. */
const found = (text: string, said: Readonly<Record<string, SaidRole>> = {}): string => {
  const topology = topologyOf(text);
  const roles = new Map(Object.entries(said).map(([name, role]) => [keyOf(topology, name), role]));
  return formatShapes(findShapes(topology, roles), namesIn(topology));
};

const vnets = (...names: readonly string[]) => names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
const peered = (...pairs: readonly string[]) => pairs.map((pair) => `${pair.replace('-', ' <-> ')}\n`).join('');
const all = (names: readonly string[], but: readonly string[] = []) =>
  peered(...names.flatMap((a, i) => names.slice(i + 1).map((b) => `${a}-${b}`)).filter((pair) => !but.includes(pair)));

/** A small world for each shape, and what a person would call it. */
const SHAPES: readonly (readonly [title: string, world: string, expected: string])[] = [
  ['a VNet without peerings is an island', vnets('a'), 'a | Island: no peering'],
  ['two peered VNets are a pair', vnets('a', 'b') + peered('a-b'), 'a – b | Pair of VNets'],
  [
    'a row is a chain, in its order',
    vnets('c', 'a', 'b', 'd') + peered('c-a', 'a-d', 'd-b'),
    'b – d – a – c | Chain of 4 VNets: traffic does not pass through',
  ],
  [
    'a closed row is a ring, not a mesh',
    vnets('a', 'b', 'c', 'd', 'e') + peered('a-b', 'b-c', 'c-d', 'd-e', 'e-a'),
    'a, b, c, d, e | Ring of 5 VNets, each peered with two others',
  ],
  ['three that all know each other are a mesh', vnets('a', 'b', 'c') + all(['a', 'b', 'c']), 'a, b, c | Mesh of 3 VNets: all 3 peerings'],
  [
    'an almost full mesh names what is missing',
    vnets('a', 'b', 'c', 'd', 'e') + all(['a', 'b', 'c', 'd', 'e'], ['c-e']),
    'a, b, c, d, e | Mesh of 5 VNets: 9 of 10 peerings, one missing: c – e',
  ],
  [
    'two meshes that meet in one peering are two',
    vnets('a', 'b', 'c', 'd', 'p', 'q', 'r', 's') + all(['a', 'b', 'c', 'd']) + all(['p', 'q', 'r', 's']) + peered('d-p'),
    'a, b, c, d | Mesh of 4 VNets: all 6 peerings\np, q, r, s | Mesh of 4 VNets: all 6 peerings',
  ],
  [
    'one amid several that do not know each other is a hub',
    vnets('h', 'a', 'b', 'c') + peered('h-a', 'h-b', 'h-c'),
    'h ← a, b, c | Hub: 3 peerings, 3 of its peers share no peering with each other | possible',
  ],
  [
    'what it holds and who uses it makes a hub certain',
    `vnet h 10.0.0.0/16 gateway firewall=10.0.1.4\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a transit | use-gateways forwarded\nh <-> b transit | use-gateways forwarded\n`,
    'h ← a, b | Hub: 2 peerings, has a VPN gateway and a firewall, 2 of its peers share no peering with each other, 2 peers use its gateway | certain',
  ],
  [
    'one spoke is enough where it uses the gateway of the other',
    'vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nh <-> a transit | use-gateways\n',
    'h ← a | Hub: 1 peering, has a VPN gateway, 1 peer uses its gateway | likely',
  ],
  [
    'a gateway that nobody uses makes no hub of the end of a row',
    'vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nh <-> a\na <-> b\n',
    'b – a – h | Chain of 3 VNets: traffic does not pass through',
  ],
  [
    'hubs that know each other are a hub mesh over their own spokes; a spoke of both is at home with one',
    vnets('h', 'k', 'a', 'b', 'c', 'd', 'e', 'f') + peered('h-k', 'h-a', 'h-b', 'h-c', 'h-d', 'k-d', 'k-e', 'k-f'),
    [
      'h ← a, b, c, d | Hub: 5 peerings, 3 of its peers share no peering with each other | possible',
      'h, k | Hub mesh of 2 hubs: peered with each other',
      'k ← e, f (shared: d) | Hub: 4 peerings, 2 of its peers share no peering with each other | possible',
    ].join('\n'),
  ],
  [
    'half-configured peerings count, for they tell what is meant',
    `${vnets('h', 'a', 'b', 'c')}h -> a Initiated\nh -> b Disconnected\nh <-> c\n`,
    'h ← a, b, c | Hub: 3 peerings, 3 of its peers share no peering with each other | possible',
  ],
];

describe('the shapes of an estate', () => {
  it.each(SHAPES)('%s', (_, world, expected) => {
    expect(found(`# Shapes\n${world}`)).toBe(expected);
  });

  it('are, in contoso, two hubs that know each other, a mesh with one missing peering, a chain, an island and a connected group', () => {
    const lines = found('contoso')
      .split('\n')
      .map((line) => line.replace(/ ← [^|]*/, ' ← … '));
    expect(lines).toEqual([
      'data-bi, data-etl, data-gov, data-lake, data-ml | Mesh of 5 VNets: 9 of 10 peerings, one missing: data-etl – data-gov',
      'edge-01, edge-02, edge-03 | Connected group avnm-edge: 3 VNets connected by Virtual Network Manager, without peerings',
      'hub-eus2 ← … | Hub: 15 peerings, has a VPN gateway, a firewall and a Route Server, 15 of its peers share no peering with each other, 12 peers use its gateway, the routes of 2 peers lead into it | certain',
      'hub-eus2, hub-weu | Hub mesh of 2 hubs: peered with each other',
      'hub-weu ← … | Hub: 22 peerings, has a VPN gateway, an ExpressRoute gateway and a firewall, 22 of its peers share no peering with each other, 15 peers use its gateway, the routes of 3 peers lead into it | certain',
      'lab-island | Island: no peering',
      'legacy-db – legacy-app – legacy-web | Chain of 3 VNets: traffic does not pass through',
    ]);
  });

  it('give way to what a person says', () => {
    const star = `# Star\n${vnets('h', 'a', 'b', 'c')}${peered('h-a', 'h-b', 'h-c')}`;
    expect(found(star, { h: 'not-a-hub' })).toBe('h, a, b, c | 4 VNets in no simple form');
    const row = `# Row\n${vnets('a', 'b', 'c')}${peered('a-b', 'b-c')}`;
    expect(found(row, { b: 'hub' })).toBe('b ← a, c | Hub: 2 peerings, 2 of its peers share no peering with each other | as said');
  });

  it.each(['contoso', 'generated:300', 'generated:1000'])('are one home for each VNet and ghost of %s', (world) => {
    const topology = topologyOf(world);
    const { homeOf, shapes } = findShapes(topology);
    expect(new Set(homeOf.keys())).toEqual(new Set([...topology.vnets.keys(), ...topology.ghosts.keys()]));
    for (const shape of shapes) expect(sayShape(shape, namesIn(topology))).not.toBe('');
  });

  it.each([100, 300, 1000, 3000])('invent no hub and miss none among %i VNets whose roles are known', (count) => {
    const topology = topologyOf(`generated:${count}`);
    const { hubs } = findShapes(topology);
    const real = [...topology.vnets.values()].filter(({ name }) => name.startsWith('hub-'));
    const right = real.filter(({ key }) => hubs.has(key)).length;
    console.log(`generated:${count}: hubs with precision ${right / hubs.size}, recall ${right / real.length} (${real.length} hubs)`);
    expect({ precision: right / hubs.size, recall: right / real.length }).toEqual({ precision: 1, recall: 1 });
  });

  it('find nearly every part that the names of a generated estate tell', () => {
    const topology = topologyOf('generated:1000');
    const { homeOf, hubs } = findShapes(topology);
    const part = (key: Parameters<typeof homeOf.get>[0]) => (hubs.has(key) ? 'hub' : homeOf.get(key)?.kind.replace('hub-and-', ''));
    const wrong = [...topology.vnets.values()].filter(({ key, name }) => part(key) !== name.split('-')[0]);
    expect(wrong.length / topology.vnets.size).toBeLessThan(0.02);
  });
});

it('hubs are looked for once for an estate and for what is said of it, whoever asks', () => {
  const topology = topologyOf('contoso');
  const said = new Map([[keyOf(topology, 'hub-weu'), 'not-a-hub' as const]]);
  expect(findHubs(topology)).toBe(findHubs(topology));
  expect(findHubs(topology, said)).toBe(findHubs(topology, said));
  expect(findHubs(topology).size - findHubs(topology, said).size).toBe(1);
});

it('a VNet with something that spokes would share could be a hub, unless somebody says that it is none', () => {
  const topology = topologyOf('vnet h 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16\nvnet theirs 10.2.0.0/16 hidden\na -> theirs\n');
  const h = keyOf(topology, 'h');
  expect(couldBeHubs(topology)).toEqual([h]);
  expect(couldBeHubs(topology, new Map([[h, 'not-a-hub']]))).toEqual([]);
});

it('a full mesh has as many peerings as there are pairs', () => {
  expect([1, 2, 3, 10, 100].map(peeringsOfMesh)).toEqual([0, 1, 3, 45, 4950]);
});
