import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/fixtures.ts';
import { buildTopology } from '../../topology/index.ts';
import { loadWorld, visibleRows } from '../../world/index.ts';
import { NO_LEARNED_ROUTES } from '../learned-routes.ts';
import { createReach } from '../reach.ts';
import { tabulate } from './tabulate.ts';

test('counts the pairs of rows and columns by verdict, without a VNet with itself', () => {
  const topology = topologyOf('vnet hub 10.0.0.0/16\nrepeat 1..4 vnet s{n} 10.{n}.0.0/16\nrepeat 1..3 hub <-> s{n}');
  const [hub, ...spokes] = [...topology.vnets.keys()];
  const lines = [hub ? [hub] : [], spokes];
  const cells = tabulate(createReach(topology, NO_LEARNED_ROUTES).matrix(), lines, lines);
  const [s1, s2, , s4] = spokes;
  expect(cells).toEqual([
    [
      { counts: {}, code: undefined, example: undefined },
      { counts: { reachable: 3, unreachable: 1 }, code: 'no-route', example: [hub, s4] },
    ],
    [
      { counts: { reachable: 3, unreachable: 1 }, code: 'no-route', example: [s4, hub] },
      { counts: { unreachable: 12 }, code: 'no-route', example: [s1, s2] },
    ],
  ]);
});

test('has the answers of the matrix for single VNets', () => {
  const world = loadWorld('contoso');
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology(visibleRows(world.value));
  const matrix = createReach(topology, NO_LEARNED_ROUTES).matrix();
  const lines = [...topology.vnets.keys()].map((key) => [key]);
  const cells = tabulate(matrix, lines, lines);
  for (const [i, [from]] of lines.entries())
    for (const [j, [to]] of lines.entries()) {
      if (i === j || from === undefined || to === undefined) continue;
      const cell = matrix.row(matrix.classOf.get(from) ?? -1)[matrix.classOf.get(to) ?? -1];
      expect(cells[i]?.[j]?.counts).toEqual({ [cell?.verdict ?? '']: 1 });
    }
});
