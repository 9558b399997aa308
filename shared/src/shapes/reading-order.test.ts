import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildTopology, createNamer, type RowKind, type TopologyRows } from '../topology/index.ts';
import { loadWorld, readWorld, visibleRows } from '../world/index.ts';
import { findShapes, formatShapes } from './index.ts';

/** A hub with much evidence, spokes of two hubs, and VNets in several groups. */
const RICH_FIXTURE = `vnet h 10.0.0.0/16 gateway=ExpressRoute,Vpn firewall=10.0.1.4 nva=10.0.2.4 route-server
vnet k 10.9.0.0/16 gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.5.0.0/16
vnet e 10.6.0.0/16
in rg=rg-other
vnet duplicate 10.4.0.0/16
group first d e
group second e d
h <-> k
h <-> a transit | use-gateways
h <-> b
h <-> c
h <-> duplicate
k <-> a
k <-> duplicate
k <-> d
k <-> b
`;

/** Returns the rows of a fixture; the VNet `duplicate` gets the name of another one in a different resource group. */
function rowsOf(text: string): TopologyRows {
  const world = text.includes('\n') ? readWorld(text) : loadWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return JSON.parse(JSON.stringify(visibleRows(world.value)).replaceAll('/virtualNetworks/duplicate', '/virtualNetworks/a'));
}

/** Generates the rows in other orders. */
const shuffledRows = (rows: TopologyRows): fc.Arbitrary<TopologyRows> =>
  fc.record(
    Object.fromEntries(
      Object.entries(rows).map(([name, list]) => [name, fc.shuffledSubarray([...list], { minLength: list.length })]),
    ) as unknown as { [K in RowKind]: fc.Arbitrary<TopologyRows[K]> },
  );

/** Returns the shapes, their description, and the shape of each VNet. */
function summarize(rows: TopologyRows): unknown {
  const topology = buildTopology(rows);
  const shapes = findShapes(topology);
  const homes = [...shapes.homeOf].sort(([p], [q]) => (p < q ? -1 : 1));
  return { text: formatShapes(shapes, createNamer(topology)), shapes: shapes.shapes, homes };
}

test.each([
  ['a hub with much evidence', RICH_FIXTURE],
  ['contoso', 'contoso'],
])('the order of the rows does not change the shapes of %s', (_, world) => {
  const rows = rowsOf(world);
  const expected = summarize(rows);
  fc.assert(
    fc.property(shuffledRows(rows), (shuffled) => {
      expect(summarize(shuffled)).toEqual(expected);
    }),
  );
});

test('the resources of a hub are described in a fixed order', () => {
  const topology = buildTopology(rowsOf(RICH_FIXTURE));
  expect(formatShapes(findShapes(topology), createNamer(topology))).toContain(
    'has a VPN gateway, an ExpressRoute gateway, a firewall, an appliance and a Route Server',
  );
});
