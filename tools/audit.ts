/** `npm run audit`: fails on known vulnerabilities of severity high or critical in what ships. A registry that offers no audit is reported, and does not fail. */
import { spawnSync } from 'node:child_process';
import { type AuditOutput, judgeAudit } from './judge-audit.ts';
import { readBundled, readLockfile, selectShipped } from './lockfile.ts';

// npm ends with 1 both for vulnerabilities and for a registry without an answer; its output tells them apart
const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=30000'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  shell: process.platform === 'win32',
});
const { kind, lines } = judgeAudit(JSON.parse(stdout) as AuditOutput, selectShipped(readLockfile(), readBundled()));
for (const line of lines) console.log(line);
process.exitCode = kind === 'fail' ? 1 : 0;
