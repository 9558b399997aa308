// The analysis thread, in which the task `findings` fails in the way that the query names in `about`.
import { register } from 'tsx/esm/api';

register();
const { TASKS } = await import('../src/analysis/tasks.ts');
const { findings } = TASKS;

const FAILURES = {
  bug: () => {
    throw new TypeError('a bug');
  },
  exit: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  'out of memory': () => {
    for (const all = []; ; ) all.push(Array.from({ length: 10_000 }, (_, i) => ({ i })));
  },
};

TASKS.findings = (model, header, query) => {
  FAILURES[query.about]?.();
  return findings(model, header, query);
};
await import('../src/analysis/thread.ts');
