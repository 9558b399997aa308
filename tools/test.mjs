// `npm test`: all tests, on a fresh clone: unit, contract and component tests, then the journeys in a real browser.
// Ends with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(path.join(tmpdir(), 'peerscape-test-'));
const total = { passed: 0, failed: 0 };

const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env }, shell: process.platform === 'win32' }).status ??
  1;

/** Adds the counts of a runner's report to the total. A runner that writes no report, or fails without a failed test, counts as one failure. */
function addReport(name, status, file, count) {
  if (!existsSync(file)) {
    console.error(`${name} exited with code ${status} and wrote no report`);
    total.failed += 1;
    return;
  }
  const { passed, failed } = count(JSON.parse(readFileSync(file, 'utf8')));
  total.passed += passed;
  total.failed += failed === 0 && status !== 0 ? 1 : failed;
}

try {
  await prepare();

  const unit = path.join(reports, 'unit.json');
  const unitStatus = run('npx', ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`]);
  addReport('vitest', unitStatus, unit, (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests }));

  const journeys = path.join(reports, 'journeys.json');
  const journeyStatus = run('npx', ['playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: journeys,
  });
  addReport('playwright', journeyStatus, journeys, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
  }));
} catch (error) {
  console.error(error.message);
  total.failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
