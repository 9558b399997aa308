// Measures the cost of effective routes, paths and the matrix of all VNets, relative to parsing the JSON: `npm run bench:reach -- [SPOKES…]`.
import type { ResourceKey } from '@peerscape/shared/arm';
import { createMatrix, createReach, type Matrix, NO_LEARNED_ROUTES } from '@peerscape/shared/reach';
import { buildTopology, omitPeerings, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld } from '@peerscape/shared/world';
import { measureInTurns } from './median.ts';

const HUBS = 20;
const sizes = process.argv.slice(2).map(Number);

console.log(`${HUBS} meshed hubs with firewalls; spokes send everything to theirs. Times in ms, × JSON.parse`);
console.log(
  'VNets    JSON.parse  all tables       classes          class matrix     whole matrix     one answer       preview          classes',
);
for (const spokes of sizes.length > 0 ? sizes : [49, 499]) {
  const rows = createEstate(spokes);
  const text = JSON.stringify(rows);
  const topology = buildTopology(rows);
  const vnets = [...topology.vnets.values()];
  const warm = createReach(topology, NO_LEARNED_ROUTES);
  const { classes } = warm.matrix();
  const [from, to] = [vnets.at(HUBS), vnets.at(-1)];
  const peering = [...topology.peerings.values()].find(({ a, b }) => a === to?.key || b === to?.key);
  if (!from || !to || !peering) throw new Error('The estate has no spokes');
  const after = omitPeerings(topology, new Set([peering.key]));
  const changed: readonly ResourceKey[] = [peering.a, peering.b];
  const times = measureInTurns({
    parse: () => JSON.parse(text),
    tables: () => {
      const reach = createReach(topology, NO_LEARNED_ROUTES);
      for (const vnet of vnets) for (const subnet of vnet.subnets) reach.model.effectiveRoutes({ vnet, subnet });
    },
    classes: () => createReach(topology, NO_LEARNED_ROUTES).matrix(),
    classMatrix: () => readMatrix(createMatrix(warm.model, classes)),
    runs: () => countPairs(warm.matrix()),
    answer: () => warm.answer({ from: from.id, to: to.id }),
    preview: () => warm.compare(createReach(after, NO_LEARNED_ROUTES), changed),
  });
  const withRatio = (ms: number) => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(0)} (×${(ms / times.parse).toFixed(2)})`.padEnd(17);
  console.log(
    `${String(vnets.length).padEnd(8)} ${times.parse.toFixed(0).padEnd(11)} ${withRatio(times.tables)}${withRatio(times.classes)}${withRatio(times.classMatrix)}${withRatio(times.runs)}${withRatio(times.answer)}${withRatio(times.preview)}${classes.length}`,
  );
}

/** Computes the answer about each pair of classes. */
function readMatrix(matrix: Matrix): void {
  for (const from of matrix.classes.keys()) matrix.row(from);
}

/** Counts the pairs of VNets of each verdict. */
function countPairs({ classes, row }: Matrix): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [from, members] of classes.entries())
    for (const [to, { verdict }] of row(from).entries())
      counts.set(verdict, (counts.get(verdict) ?? 0) + members.length * (classes[to]?.length ?? 0));
  return counts;
}

function createEstate(spokes: number): TopologyRows {
  const hubs = Array.from({ length: HUBS }, (_, i) => i);
  const lines = hubs.flatMap((hub) => [
    `vnet h${hub} 10.${hub}.0.0/22 firewall=10.${hub}.1.4`,
    ...Array.from({ length: spokes }, (_, i) => {
      const third = 4 + Math.floor(i / 2);
      const prefix = `10.${hub}.${third}.${(i % 2) * 128}`;
      const name = `s${hub}-${i}`;
      return `vnet ${name} ${prefix}/25\nsubnet ${name}/app ${prefix}/26\nh${hub} <-> ${name} | forwarded\nroute ${name}/app 0.0.0.0/0 via 10.${hub}.1.4`;
    }),
  ]);
  const mesh = hubs.flatMap((hub) =>
    hubs.flatMap((other) => [
      ...(hub < other ? [`h${hub} <-> h${other} forwarded`] : []),
      ...(hub === other ? [] : [`route h${hub}/AzureFirewallSubnet 10.${other}.0.0/16 via 10.${other}.1.4`]),
    ]),
  );
  const world = readWorld([...lines, ...mesh].join('\n'));
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
}
