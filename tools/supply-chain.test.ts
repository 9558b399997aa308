import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSbom, type Sbom } from './create-sbom.ts';
import { judgeAudit } from './judge-audit.ts';
import { type LockedPackage, readLockfile, selectShipped } from './lockfile.ts';

const packages = readLockfile();
const react = packages.find(({ path: folder }) => folder === 'node_modules/react') as LockedPackage;

describe('what ships', () => {
  const shipped = selectShipped(packages, [react]).map(({ name }) => name);

  it('contains the packages of the server and those inside the page', () => {
    expect(shipped).toEqual(expect.arrayContaining(['express', 'libsql', 'react']));
  });

  it('contains no tools', () => {
    expect(shipped.filter((name) => ['vitest', 'vite', 'typescript', 'vis-network', '@sparticuz/chromium'].includes(name))).toEqual([]);
  });
});

describe('the bill of materials', () => {
  let sbom: Sbom;
  const shipped = selectShipped(packages, [react]);
  beforeAll(() => {
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--offline'];
    const all = execFileSync('npm', args, {
      cwd: path.dirname(import.meta.dirname),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      shell: process.platform === 'win32',
    });
    sbom = createSbom(JSON.parse(all) as Sbom, shipped);
  });

  it('lists every package that ships, and the workspaces, once', () => {
    const own = ['client', 'sandbox', 'server', 'shared'].map((name) => `@peerscape/${name}@0.1.0`);
    const expected = new Set([...own, ...shipped.map(({ name, version }) => `${name}@${version}`)]);
    expect(sbom.components.map((one) => one['bom-ref']).sort()).toEqual([...expected].sort());
  });

  it('names the product, and refers only to what it lists', () => {
    expect(sbom.metadata.component).toMatchObject({ name: 'peerscape', type: 'application', 'bom-ref': 'peerscape@0.1.0' });
    const refs = new Set(['peerscape@0.1.0', ...sbom.components.map((one) => one['bom-ref'])]);
    expect(sbom.dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter((ref) => !refs.has(ref))).toEqual([]);
  });

  it('does not mark packages inside the page as tools', () => {
    const names = sbom.components.flatMap(({ properties = [] }) => properties.map(({ name }) => name));
    expect(names).not.toContain('cdx:npm:package:development');
  });
});

describe('the audit', () => {
  const shipped = selectShipped(packages, [react]);
  const vulnerability = (name: string, severity: string) => ({
    [name]: { name, severity, nodes: [`node_modules/${name}`], via: [{ title: 'Denial of service', url: 'https://example.com/advisory' }] },
  });
  const judge = (vulnerabilities: object) => judgeAudit({ auditReportVersion: 2, vulnerabilities: { ...vulnerabilities } }, shipped);

  it('passes without vulnerabilities', () => {
    expect(judge({}).kind).toBe('pass');
  });

  it.each(['high', 'critical'])('fails on severity %s in the server and in the page, and says where', (severity) => {
    expect(judge(vulnerability('express', severity))).toMatchObject({
      kind: 'fail',
      lines: [
        expect.stringContaining(`REFUSED ${severity}: express (ships); Denial of service https://example.com/advisory`),
        expect.any(String),
      ],
    });
    expect(judge(vulnerability('react', severity)).kind).toBe('fail');
  });

  it('lists moderate ones, and those in tools, and passes', () => {
    const { kind, lines } = judge({ ...vulnerability('express', 'moderate'), ...vulnerability('vite', 'critical') });
    expect(kind).toBe('pass');
    expect(lines).toEqual([
      expect.stringContaining('moderate: express (ships)'),
      expect.stringContaining('critical: vite (tools only)'),
      'Packages with vulnerabilities of severity high or critical in what ships: 0; others: 2',
    ]);
  });

  it('lists a package once, not what depends on it', () => {
    const dependent = { name: 'react', severity: 'high', nodes: ['node_modules/react'], via: ['vite'] };
    expect(judge({ ...vulnerability('vite', 'high'), react: dependent })).toMatchObject({ kind: 'pass', lines: { length: 2 } });
  });

  it('passes, and says so, where the registry has no audit', () => {
    const { kind, lines } = judgeAudit({ message: '405 Method Not Allowed' }, shipped);
    expect(kind).toBe('not-checked');
    expect(lines.join()).toContain('405 Method Not Allowed');
  });
});
