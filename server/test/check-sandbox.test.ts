import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Sandbox, startSandbox } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import { buildTopology } from '@peerscape/shared/topology';
import { loadWorld, visibleRows } from '@peerscape/shared/world';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCheck } from '../src/check/run-check.ts';
import { systemClock } from '../src/clock.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, world: 'contoso', dataDir: directory });
  writeFileSync(join(directory, 'ca.pem'), sandbox.caPem);
});
afterAll(() => sandbox.close());

const check = (argv: readonly string[], settings: Readonly<Record<string, string>> = { PEERSCAPE_SOURCE: 'sandbox' }) => {
  const environment = {
    PEERSCAPE_ARM_ENDPOINT: sandbox.endpoint,
    PEERSCAPE_ARM_TOKEN: sandbox.token,
    PEERSCAPE_ARM_CA: join(directory, 'ca.pem'),
    ...settings,
  };
  return runCheck({ argv, environment, directory, colours: false, clock: systemClock });
};

test('a check through the SDK reports exactly the findings of the fixture', async () => {
  const world = loadWorld('contoso');
  if (!world.ok) throw new Error(world.problem);
  const { findings, unknown } = runRules(buildTopology(visibleRows(world.value)));
  const { code, out, err } = await check(['--format', 'json']);
  const document = JSON.parse(out) as { findings: { id: string }[]; unknown: { id: string }[]; read: { source: object } };
  expect(code).toBe(1);
  expect(err).toContain('Failed: ');
  expect(document.findings.map(({ id }) => id)).toEqual(findings.map(({ id }) => id));
  expect(document.unknown.map(({ id }) => id)).toEqual(unknown.map(({ id }) => id));
  expect(document.read.source).toEqual({ kind: 'sandbox', name: 'sandbox' });
  expect(out).not.toContain(sandbox.token);
});

test('an endpoint that is read as Azure, but is not Azure’s, does not have the name of a cloud', async () => {
  const { code, out } = await check([], { PEERSCAPE_SOURCE: 'azure' });
  expect(code).toBe(1);
  expect(out).toMatch(new RegExp(`${new URL(sandbox.endpoint).host}, \\d+ virtual networks`));
  expect(out).not.toContain('Azure public');
});

test('--azure is refused while a setting names another endpoint', async () => {
  const { code, out, err } = await check(['--azure']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/--azure .*PEERSCAPE_ARM_ENDPOINT/);
});
