// Measures the apply of a mesh of twenty VNets relative to its minimum: rounds to the fewest possible, writes sent to writes needed
// while Azure is busy and throttles, and time to that of the sandbox's own operations in sequence.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ApplyDocument, PlanDocument } from '@peerscape/shared/api';
import { fewestRounds, rounds } from '@peerscape/shared/plan';
import type { Snapshot } from '@peerscape/shared/topology';
import { startProduct } from '../e2e/product.ts';

const COUNT = 20;
const OPERATION_MS = 250;

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const world = path.join(folder, 'mesh.world');
writeFileSync(world, Array.from({ length: COUNT }, (_, i) => `vnet v${i} 10.${i}.0.0/16\n`).join(''));
const product = await startProduct(['--world', world]);

async function call<T>(method: 'GET' | 'POST', at: string, body?: object): Promise<T> {
  const headers = { origin: product.url, 'x-peerscape': '1', 'content-type': 'application/json' };
  const reply = await fetch(product.url + at, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  if (!reply.ok) throw new Error(`${method} ${at}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

try {
  while ((await fetch(`${product.url}/readyz`)).status !== 200) await pause(50);
  const { rows } = await call<Snapshot>('GET', '/api/snapshot');
  const keys = rows.vnets.map(({ id }) => id.toLowerCase());
  const intents = keys.flatMap((a, i) => keys.slice(i + 1).map((b) => ({ kind: 'connect', a, b })));
  await product.control('clock', { pace: 'clock', peeringMs: OPERATION_MS, vnetMs: 0, retryAfter: 0 });
  await product.control('faults', {
    method: 'PUT',
    path: '/virtualNetworkPeerings/',
    nth: 60,
    times: 5,
    effect: 'throttle',
    retryAfter: 1,
  });
  await product.control('faults', { method: 'PUT', path: '/virtualNetworkPeerings/', nth: 200, times: 10, effect: 'busy' });
  const planning = performance.now();
  const plan = await call<PlanDocument>('POST', '/api/plans', { intents });
  console.log(`plan of ${plan.plan.steps.length} writes: ${Math.round(performance.now() - planning)} ms, read from ${COUNT} VNets`);
  const steps = plan.plan.steps as unknown as Parameters<typeof rounds>[0]['steps'];
  const [made, fewest] = [rounds({ steps }).length, fewestRounds({ steps })];
  console.log(`rounds: ${made}, fewest possible ${fewest} (×${(made / fewest).toFixed(2)})`);
  const start = performance.now();
  const { id } = await call<ApplyDocument>('POST', '/api/applies', { plan: plan.id, hash: plan.hash, key: 'bench of a mesh' });
  let apply = await call<ApplyDocument>('GET', `/api/apply?id=${id}`);
  while (apply.endedAt === null) {
    await pause(200);
    apply = await call<ApplyDocument>('GET', `/api/apply?id=${id}`);
  }
  const duration = performance.now() - start;
  const lines = (await product.control('transcript')) as { method: string; status: number; url: string }[];
  const writes = lines.filter(({ method }) => method === 'PUT');
  const needed = plan.plan.steps.length;
  console.log(
    `${apply.state}: ${apply.done} of ${apply.total}; writes sent ${writes.length}, needed ${needed} (×${(writes.length / needed).toFixed(3)})`,
  );
  console.log(`all requests: ${lines.length} (${(lines.length / needed).toFixed(1)} for each half)`);
  const floor = fewest * OPERATION_MS;
  console.log(
    `time: ${(duration / 1000).toFixed(1)} s, relative to ${(floor / 1000).toFixed(1)} s of the sandbox’s own work (×${(duration / floor).toFixed(2)})`,
  );
} finally {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
}
