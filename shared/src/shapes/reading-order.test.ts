import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopology, namesIn, type RowKind, type TopologyRows } from '../topology/index.ts';
import { readWorld, visibleRows, worldNamed } from '../world/index.ts';
import { findShapes, formatShapes } from './index.ts';

/** A hub of which much is to be told, spokes of two hubs, and VNets that stand in several groups. */
const MUCH = `vnet h 10.0.0.0/16 gateway=ExpressRoute,Vpn firewall=10.0.1.4 nva=10.0.2.4 route-server
vnet k 10.9.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.5.0.0/16
vnet e 10.6.0.0/16
in rg=rg-other
vnet twin 10.4.0.0/16
group first d e
group second e d
h <-> k
h <-> a transit | use-gateways
h <-> b
h <-> c
h <-> twin
k <-> a
k <-> twin
k <-> d
k <-> b
`;

/** The rows of a world; a VNet that is called `twin` has the name of another, in another resource group. */
function rowsOf(text: string): TopologyRows {
  const world = text.includes('\n') ? readWorld(text) : worldNamed(text);
  if (!world.ok) throw new Error(world.problem);
  return JSON.parse(JSON.stringify(visibleRows(world.value)).replaceAll('/virtualNetworks/twin', '/virtualNetworks/a'));
}

/** The rows as another reading could bring them: every list in another order. */
const readOtherwise = (rows: TopologyRows): fc.Arbitrary<TopologyRows> =>
  fc.record(
    Object.fromEntries(
      Object.entries(rows).map(([name, list]) => [name, fc.shuffledSubarray([...list], { minLength: list.length })]),
    ) as unknown as { [K in RowKind]: fc.Arbitrary<TopologyRows[K]> },
  );

/** All that is said of the shapes, and where each VNet is at home. */
function told(rows: TopologyRows): unknown {
  const topology = buildTopology(rows);
  const shapes = findShapes(topology);
  const homes = [...shapes.homeOf].sort(([p], [q]) => (p < q ? -1 : 1));
  return { text: formatShapes(shapes, namesIn(topology)), shapes: shapes.shapes, homes };
}

test.each([
  ['a hub of which much is to be told', MUCH],
  ['contoso', 'contoso'],
])('the order in which things were read changes nothing that is said of %s', (_, world) => {
  const rows = rowsOf(world);
  const expected = told(rows);
  fc.assert(
    fc.property(readOtherwise(rows), (others) => {
      expect(told(others)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

test('what a hub holds is told in a fixed order', () => {
  const topology = buildTopology(rowsOf(MUCH));
  expect(formatShapes(findShapes(topology), namesIn(topology))).toContain(
    'has a VPN gateway, an ExpressRoute gateway, a firewall, an appliance and a Route Server',
  );
});
