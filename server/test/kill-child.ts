/** A server that kills itself, as by `kill -9`, at the nth occurrence of a failpoint, if one is given. Started by child-server.ts. */
import { CLOUDS } from '../src/clouds.ts';
import { startServer } from '../src/start.ts';
import type { Failpoint } from '../src/work/change/index.ts';
import type { ChildOptions } from './child-server.ts';
import { FAST_TIMINGS } from './fast-timings.ts';

type ChildArgument = ChildOptions & { readonly endpoint: string; readonly caFile: string; readonly token: string };

const { endpoint, caFile, token, store, killAt, nth = 1, timing } = JSON.parse(process.argv[2] ?? '') as ChildArgument;
let times = 0;
const at = async (point: Failpoint) => {
  if (point !== killAt || ++times < nth) return;
  // Lets a request that was just passed to the network leave.
  if (point === 'sent') await new Promise((resolve) => setTimeout(resolve, 60));
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
};
const cloud = CLOUDS.public;
const source = { kind: 'sandbox', name: 'test', endpoint, cloud, authority: cloud.authority, caFile, token } as const;
const running = await startServer(
  { port: 0, listen: '127.0.0.1', source, store, allowChanges: true, refreshSeconds: 3600, logLevel: 'error' },
  { failpoint: at, timing: { ...FAST_TIMINGS, lateWriteMs: 400, ...timing } },
);
process.stdout.write(`${running.url}\n`);
// the test runner has ended
process.stdin.on('end', () => process.exit(1)).resume();
process.on('SIGTERM', () => void running.close().then(() => process.exit(0)));
