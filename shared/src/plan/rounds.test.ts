import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTopology } from '../topology/index.ts';
import { readWorld, visibleRows } from '../world/index.ts';
import { edgeColours } from './edge-colours.ts';
import { fewestRounds, type Intent, makePlan, rounds } from './index.ts';

/** Plans to peer the chosen pairs of n VNets that have no peering. */
function planToConnect(n: number, isChosen: (i: number, j: number) => boolean) {
  const world = readWorld(Array.from({ length: n }, (_, i) => `vnet v${i} 10.${i}.0.0/16`).join('\n'));
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology(visibleRows(world.value));
  const keys = [...topology.vnets.keys()];
  const intents = keys.flatMap((a, i) =>
    keys.slice(i + 1).flatMap((b, k): Intent[] => (isChosen(i, i + 1 + k) ? [{ kind: 'connect', a, b }] : [])),
  );
  return makePlan(topology, intents);
}

describe('rounds', () => {
  it.each([
    ['a mesh of 3', 3, () => true, 6, 6],
    ['a mesh of 4', 4, () => true, 6, 6],
    ['a mesh of 19', 19, () => true, 38, 38],
    ['a mesh of 20', 20, () => true, 38, 38],
    ['a hub with 40 spokes', 41, (i: number) => i === 0, 80, 80],
    ['a chain of 10', 10, (i: number, j: number) => j === i + 1, 6, 4],
  ])('%s takes this many rounds; the lower bound is given too', (_, n, isChosen, count, fewest) => {
    const plan = planToConnect(n, isChosen);
    expect({ rounds: rounds(plan).length, fewest: fewestRounds(plan) }).toEqual({ rounds: count, fewest });
  });

  it('never touch a VNet twice in one round, come after every needed step, and lose no step', () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(11), fc.nat(11)), { selector: ([i, j]) => `${Math.min(i, j)}-${Math.max(i, j)}` });
    fc.assert(
      fc.property(pairs, (chosen) => {
        const plan = planToConnect(12, (i, j) => chosen.some(([p, q]) => (p === i && q === j) || (p === j && q === i)));
        const all = rounds(plan);
        const at = new Map(all.flatMap((round, r) => round.map(({ id }) => [id, r] as const)));
        expect([...at.keys()].sort()).toEqual(plan.steps.map(({ id }) => id).sort());
        for (const round of all) {
          const ends = round.flatMap(({ half }) => [half.from, half.to]);
          expect(new Set(ends).size).toBe(ends.length);
        }
        for (const { id, needs } of plan.steps) for (const need of needs) expect(at.get(need)).toBeLessThan(at.get(id) ?? 0);
        expect(all.length).toBeLessThanOrEqual(fewestRounds(plan) + 2);
      }),
    );
  });
});

describe('edge colours', () => {
  it('differ for edges that share an end, and number at most the largest degree plus one', () => {
    const graph = fc.uniqueArray(
      fc.tuple(fc.nat(13), fc.nat(13)).filter(([i, j]) => i < j),
      { selector: String, maxLength: 91 },
    );
    fc.assert(
      fc.property(graph, (pairs) => {
        const edges = pairs.map(([i, j]) => [`v${i}`, `v${j}`] as const);
        const colours = edgeColours(edges);
        const marks = edges.flatMap(([u, v], i) => [`${u} ${colours[i]}`, `${v} ${colours[i]}`]);
        expect(new Set(marks).size).toBe(marks.length);
        const ends = edges.flat();
        const degrees = ends.map((end) => ends.filter((other) => other === end).length);
        expect(new Set(colours).size).toBeLessThanOrEqual(Math.max(0, ...degrees) + 1);
      }),
    );
  });
});
