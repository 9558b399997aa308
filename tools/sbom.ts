/** `npm run sbom`: prints the bill of materials of what ships, in CycloneDX 1.5: packages of the server and the sandbox, and those inside the page. Works offline. */
import { execFileSync } from 'node:child_process';
import { createSbom, type Sbom } from './create-sbom.ts';
import { readBundled, readLockfile, selectShipped } from './lockfile.ts';

const all = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  shell: process.platform === 'win32',
});
const sbom = createSbom(JSON.parse(all) as Sbom, selectShipped(readLockfile(), readBundled()));
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
