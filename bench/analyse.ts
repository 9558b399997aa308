// What it costs to understand an estate, beside what it costs merely to read its text: `npx tsx bench/analyse.ts [VNETS…]`.
import { runRules } from '@peerscape/shared/health';
import { matchTopology, parseSearch } from '@peerscape/shared/search';
import { buildTopology } from '@peerscape/shared/topology';
import { generateWorld } from '@peerscape/shared/world';
import { inTurns } from './median.ts';

const sizes = process.argv.slice(2).map(Number);

console.log('VNets    halves  JSON.parse  build topology       all rules            one search          (ms, × JSON.parse)');
for (const vnets of sizes.length > 0 ? sizes : [1000, 3000, 10_000]) {
  const { rows } = generateWorld({ vnets });
  const text = JSON.stringify(rows);
  const topology = buildTopology(rows);
  const query = parseSearch('name:spoke state:half-configured');
  if (!query.ok) throw new Error(query.problem);
  const times = inTurns({
    parse: () => JSON.parse(text),
    build: () => buildTopology(rows),
    rules: () => runRules(topology),
    search: () => matchTopology(topology, query.value),
  });
  const beside = (ms: number) => `${ms.toFixed(0).padStart(6)} (×${(ms / times.parse).toFixed(2)})`.padEnd(21);
  console.log(
    `${String(vnets).padEnd(8)} ${String(rows.halves.length).padEnd(7)} ${times.parse.toFixed(0).padEnd(11)} ${beside(times.build)}${beside(times.rules)}${beside(times.search)}`,
  );
}
