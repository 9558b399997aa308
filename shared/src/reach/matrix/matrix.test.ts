import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topologyOf } from '../../testing/fixtures.ts';
import { buildTopology, omitPeerings, type Topology } from '../../topology/index.ts';
import { loadWorld, visibleRows } from '../../world/index.ts';
import { answerQuestion } from '../ask.ts';
import { NO_LEARNED_ROUTES } from '../learned-routes.ts';
import { createModel } from '../model.ts';
import { compareMatrices } from './compare-matrices.ts';
import { createMatrix } from './matrix.ts';

async function estateOf(name: string): Promise<Topology> {
  const world = await loadWorld(name);
  if (!world.ok) throw new Error(world.problem);
  return buildTopology(visibleRows(world.value));
}

const WORLDS = ['contoso', 'lab', 'generated:300', 'generated:300:equipped'];

describe('the matrix of all VNets', () => {
  test.each(WORLDS)('has the answer about each pair of VNets of %s', async (name) => {
    const topology = await estateOf(name);
    const model = createModel(topology, NO_LEARNED_ROUTES);
    const matrix = createMatrix(model);
    const keys = [...topology.vnets.keys()];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.constantFrom(...keys), (from, to) => {
        fc.pre(from !== to);
        const [i = 0, j = 0] = [matrix.classOf.get(from), matrix.classOf.get(to)];
        expect(matrix.row(i)[j]?.verdict).toBe(answerQuestion(model, { from, to }).verdict);
      }),
      { numRuns: 300 },
    );
  });

  test('has far fewer classes than VNets', async () => {
    const topology = topologyOf(
      'vnet hub 10.0.0.0/16 firewall=10.0.1.4\nrepeat 1..200 vnet s{n} 10.1.{n}.0/24\nrepeat 1..200 hub <-> s{n} | forwarded',
    );
    expect(
      createMatrix(createModel(topology, NO_LEARNED_ROUTES))
        .classes.map((members) => members.length)
        .sort((a, b) => a - b),
    ).toEqual([1, 200]);
  });
});

describe('the comparison of two matrices', () => {
  test.each(WORLDS)('finds every pair of %s whose answer changes when a peering goes', async (name) => {
    const topology = await estateOf(name);
    const peerings = [...topology.peerings.values()].filter(({ a, b }) => topology.vnets.has(a) && topology.vnets.has(b));
    const before = sideOf(topology);
    const keys = [...topology.vnets.keys()].slice(0, 40);
    fc.assert(
      fc.property(fc.constantFrom(...peerings), ({ key, a, b }) => {
        const after = sideOf(omitPeerings(topology, new Set([key])));
        const changes = compareMatrices(before, after.model, [a, b]);
        const changed = new Set(changes.flatMap(({ from, to }) => from.flatMap((one) => to.map((other) => `${one} ${other}`))));
        for (const from of new Set([a, b, ...keys]))
          for (const to of new Set([a, b, ...keys.slice(0, 10)])) {
            if (from === to) continue;
            const question = { from, to };
            const isChanged = answerQuestion(before.model, question).verdict !== answerQuestion(after.model, question).verdict;
            if (isChanged !== changed.has(`${from} ${to}`)) throw new Error(`${from} → ${to}: changed is ${isChanged}`);
          }
      }),
      { numRuns: 5 },
    );
  });

  test('says which VNets a peering joins', () => {
    const text = 'vnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\n';
    const [before, after] = [sideOf(topologyOf(`${text}a <-> b`)), sideOf(topologyOf(`${text}a <-> b\nb <-> c`))];
    const keys = [...after.model.estate.topology.vnets.keys()];
    const names = (list: readonly (typeof keys)[number][]) => list.map((key) => after.model.estate.nameOf(key)).join();
    const changed = keys.filter((key) => /\/(b|c)$/.test(key));
    expect(
      compareMatrices(before, after.model, changed).map(
        ({ from, to, before: one, after: other }) => `${names(from)} → ${names(to)}: ${one.verdict} → ${other.verdict}`,
      ),
    ).toEqual(['b → c: unreachable → reachable', 'c → b: unreachable → reachable']);
  });
});

function sideOf(topology: Topology) {
  const model = createModel(topology, NO_LEARNED_ROUTES);
  return { model, matrix: createMatrix(model) };
}
