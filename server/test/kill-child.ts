/** A server that ends itself, as by `kill -9`, at the nth time that it comes to a certain point. Started by kill.test.ts. */
import { CLOUDS } from '../src/clouds.ts';
import { startServer } from '../src/start.ts';
import type { Point } from '../src/work/change/index.ts';
import { HASTY } from './hasty.ts';

const { endpoint, caFile, token, folder, killAt, nth } = JSON.parse(process.argv[2] ?? '') as {
  endpoint: string;
  caFile: string;
  token: string;
  folder: string;
  killAt: Point | 'nowhere';
  nth: number;
};
let times = 0;
const at = async (point: Point) => {
  if (point !== killAt || ++times < nth) return;
  // a request that was just handed to the network gets out
  if (point === 'sent') await new Promise((resolve) => setTimeout(resolve, 60));
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
};
const cloud = CLOUDS.public;
const source = { kind: 'sandbox', name: 'test', endpoint, cloud, authority: cloud.authority, caFile, token } as const;
const running = await startServer(
  { port: 0, listen: '127.0.0.1', source, store: { kind: 'folder', folder }, allowChanges: true, refreshSeconds: 3600, logLevel: 'error' },
  { at, timing: { ...HASTY, settleMs: 400 } },
);
process.stdout.write(`${running.url}\n`);
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)));
