// Measures the event-loop delay of the built server while 10,000 VNets are read, analysed and planned, relative to that of the same process
// while nothing is requested: `npm run bench:event-loop -- [VNETS]`.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Status } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { median } from './median.ts';

const vnets = Number(process.argv[2] ?? 10_000);
const ROUNDS = 3;
const IDLE_MS = 10_000;
const QUIET_MS = 50;
/** VNets that the plan connects, each with each. */
const MESH = 20;

/** Reply of event-loop-monitor.mjs. */
interface Delays {
  readonly p99: number;
  readonly max: number;
  readonly samples: number;
  readonly memory: number;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Starts a built program, with a channel for messages. */
const start = (args: readonly string[], environment: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });

/** Returns the printed lines up to the one that begins with `last`, by the text before their colon. */
async function readLines({ stdout }: ChildProcess, last: string): Promise<ReadonlyMap<string, string>> {
  const lines = new Map<string, string>();
  for await (const line of createInterface({ input: stdout ?? Readable.from([]) })) {
    const [label = '', ...rest] = line.split(': ');
    lines.set(label, rest.join(': '));
    if (label === last) return lines;
  }
  throw new Error(`The program ended before it printed "${last}"`);
}

/** Reads and resets a histogram. A reset discards the delay that is in progress, so nothing may be running around it. */
async function readDelays(server: ChildProcess, histogram: 'phase' | 'all'): Promise<Delays> {
  await pause(QUIET_MS);
  server.send(histogram);
  const [reply] = await once(server, 'message');
  await pause(QUIET_MS);
  return reply as Delays;
}

const folder = mkdtempSync(path.join(tmpdir(), 'bench-'));
const sandbox = start(['sandbox/dist/main.mjs', '--port', '0', '--world', `generated:${vnets}`, '--data', folder]);
const printed = await readLines(sandbox, 'Token');
const monitor = new URL('./event-loop-monitor.mjs', import.meta.url).href;
const server = start(['--import', monitor, 'server/dist/main.mjs', '--port', '0'], {
  PEERSCAPE_SOURCE: 'sandbox',
  PEERSCAPE_ARM_ENDPOINT: printed.get('ARM endpoint') ?? '',
  PEERSCAPE_ARM_CA: printed.get('CA file') ?? '',
  PEERSCAPE_ARM_TOKEN: printed.get('Token') ?? '',
  PEERSCAPE_DATA: folder,
  PEERSCAPE_REFRESH_SECONDS: '3600',
});
try {
  const url = (await readLines(server, 'Peerscape is ready')).get('Peerscape is ready') ?? '';
  const send = async (method: 'GET' | 'POST', at: string, body?: object): Promise<Response> => {
    const headers = { origin: url, 'x-peerscape': '1', 'content-type': 'application/json' };
    const reply = await fetch(url + at, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    if (!reply.ok) throw new Error(`${method} ${at}: ${reply.status} ${await reply.text()}`);
    return reply;
  };
  const download = async (at: string) => (await send('GET', at)).arrayBuffer();
  const untilRead = async (isSo: (status: Status) => boolean) => {
    while (!isSo((await (await send('GET', '/api/status')).json()) as Status)) await pause(100);
  };

  await untilRead(({ snapshot }) => snapshot !== null);
  const { rows } = (await (await send('GET', '/api/snapshot')).json()) as Snapshot;
  const ids = rows.vnets.map(({ id }) => id);
  const space = rows.vnets[0]?.addressSpace ?? [];
  const keys = ids.slice(0, MESH).map((id) => id.toLowerCase());
  const intents = keys.flatMap((a, i) => keys.slice(i + 1).map((b) => ({ kind: 'connect', a, b })));
  let round = 0;
  /** Measured requests, in order; the first changes a VNet in the sandbox, so that all the others are computed again. */
  const phases = {
    'read Azure': async () => {
      const { snapshot } = (await (await send('GET', '/api/status')).json()) as Status;
      const addressPrefixes = [...space, `10.255.${++round}.0/24`];
      await send('POST', '/api/colleague', { kind: 'put-resource', id: ids[0], properties: { addressSpace: { addressPrefixes } } });
      await untilRead((status) => status.snapshot?.revision !== snapshot?.revision && !status.reading);
    },
    snapshot: () => download('/api/snapshot'),
    findings: () => download('/api/findings'),
    'findings again': () => download('/api/findings'),
    'findings of one VNet': () => download(`/api/findings?about=${encodeURIComponent(ids[0] ?? '')}`),
    'plan and preview': () => send('POST', '/api/plans', { intents }),
  };
  const figures = new Map<string, { readonly ms: number; readonly delays: Delays }[]>(Object.keys(phases).map((name) => [name, []]));

  await readDelays(server, 'all');
  await pause(IDLE_MS);
  const idle = await readDelays(server, 'all');
  for (let count = 0; count < ROUNDS; count++) {
    for (const [name, run] of Object.entries(phases)) {
      await readDelays(server, 'phase');
      const start = performance.now();
      await run();
      const ms = performance.now() - start;
      figures.get(name)?.push({ ms, delays: await readDelays(server, 'phase') });
    }
  }
  const busy = await readDelays(server, 'all');

  const round1 = (ms: number) => ms.toFixed(1).padStart(8);
  console.log(`${vnets} VNets, ${rows.halves.length} halves, median of ${ROUNDS} rounds`);
  console.log('phase                  response   longest delay of the event loop (ms)');
  for (const [name, all] of figures) {
    console.log(`${name.padEnd(22)} ${round1(median(all.map(({ ms }) => ms)))}   ${round1(median(all.map(({ delays }) => delays.max)))}`);
  }
  for (const [name, { p99, max, samples, memory }] of Object.entries({ idle, busy })) {
    console.log(`${name}: p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms of ${samples} samples; ${memory.toFixed(0)} MB resident`);
  }
  console.log(`p99 busy to idle: ×${(busy.p99 / idle.p99).toFixed(2)}`);
} finally {
  server.kill('SIGTERM');
  sandbox.kill('SIGTERM');
  await once(server, 'exit');
  rmSync(folder, { recursive: true, force: true });
}
