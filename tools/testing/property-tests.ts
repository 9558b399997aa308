/** Sets the seed and the number of runs of all property tests, and records each counterexample that they find. */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';

const FOLDER = path.join(import.meta.dirname, '../../test-results');

fc.configureGlobal({
  seed: Number(process.env.PEERSCAPE_TEST_SEED),
  numRuns: Number(process.env.PEERSCAPE_TEST_RUNS),
  reporter: report,
});

/** Fails the test with seed, path and counterexample, and appends them to `test-results/counterexamples.jsonl`. */
function report<T>(run: fc.RunDetails<T>): void {
  if (!run.failed) return;
  const { seed, counterexamplePath, counterexample } = run;
  const found = { at: new Date().toISOString(), seed, path: counterexamplePath, counterexample: fc.stringify(counterexample) };
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(path.join(FOLDER, 'counterexamples.jsonl'), `${JSON.stringify(found)}\n`);
  throw new Error(fc.defaultReportMessage(run), { cause: run.errorInstance });
}
