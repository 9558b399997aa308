// Measures the cost of analysing an estate, relative to parsing its JSON: `npm run bench:analyse -- [VNETS…]`.
import { runRules } from '@peerscape/shared/health';
import { matchTopology, parseSearch } from '@peerscape/shared/search';
import { buildTopology } from '@peerscape/shared/topology';
import { generateWorld } from '@peerscape/shared/world';
import { measureInTurns } from './median.ts';

const sizes = process.argv.slice(2).map(Number);

console.log('VNets    halves  JSON.parse  build topology       all rules            one search          (ms, × JSON.parse)');
for (const vnets of sizes.length > 0 ? sizes : [1000, 3000, 10_000]) {
  const { rows } = generateWorld({ vnets });
  const text = JSON.stringify(rows);
  const topology = buildTopology(rows);
  const query = parseSearch('name:spoke state:half-configured');
  if (!query.ok) throw new Error(query.problem);
  const times = measureInTurns({
    parse: () => JSON.parse(text),
    build: () => buildTopology(rows),
    rules: () => runRules(topology),
    search: () => matchTopology(topology, query.value),
  });
  const withRatio = (ms: number) => `${ms.toFixed(0).padStart(6)} (×${(ms / times.parse).toFixed(2)})`.padEnd(21);
  console.log(
    `${String(vnets).padEnd(8)} ${String(rows.halves.length).padEnd(7)} ${times.parse.toFixed(0).padEnd(11)} ${withRatio(times.build)}${withRatio(times.rules)}${withRatio(times.search)}`,
  );
}
