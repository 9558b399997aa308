import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.dirname(fileURLToPath(import.meta.url));

/** One planted violation for each sentence of each wall: [the wall, where the offender stands, what it imports]. */
const OFFENDERS: readonly (readonly [wall: string, file: string, imported: string])[] = [
  ['shared-is-pure', 'shared/src/topology/a.ts', 'node:fs'],
  ['shared-is-pure', 'shared/src/search/a.ts', 'zod'],
  ['shared-is-pure', 'shared/src/api/a.ts', 'express'],
  ['arrows-go-down', 'shared/src/net/a.ts', '../topology/index.ts'],
  ['arrows-go-down', 'shared/src/topology/b.ts', '../world/index.ts'],
  ['arrows-go-down', 'shared/src/goals/a.ts', '../health/index.ts'],
  ['arrows-go-down', 'shared/src/plan/b.ts', '../goals/index.ts'],
  ['arrows-go-down', 'shared/src/tour/a.ts', '../health/index.ts'],
  ['arrows-go-down', 'shared/src/topology/c.ts', '../tour/index.ts'],
  ['shared-strangers', 'shared/src/health/a.ts', '../plan/index.ts'],
  ['shared-strangers', 'shared/src/plan/rules/a.ts', '../../reach/index.ts'],
  ['one-door-to-azure', 'server/src/work/a.ts', '@azure/arm-network'],
  ['one-door-to-the-database', 'server/src/work/d.ts', 'kysely'],
  ['one-door-to-the-database', 'server/src/azure/a.ts', 'pg'],
  ['one-door-to-the-database', 'server/src/http/b.ts', 'libsql'],
  ['one-door-to-azure', 'server/src/store/a.ts', '@azure/arm-network'],
  ['routes-are-thin', 'server/src/http/a.ts', '../azure/port.ts'],
  ['one-door-to-cytoscape', 'client/src/features/map/a.ts', 'cytoscape'],
  ['features-are-strangers', 'client/src/features/inspect/a.ts', '../map/elements.ts'],
  ['features-are-strangers', 'client/src/features/tour/a.ts', '../connect/wanted.ts'],
  ['features-are-strangers', 'client/src/features/goals/a.ts', '../connect/presets.ts'],
  ['features-are-strangers', 'client/src/features/connect/a.ts', '../goals/hub-choice.tsx'],
  ['features-are-strangers', 'client/src/features/health/list/a.ts', '../../tour/tour-panel.tsx'],
  ['features-are-strangers', 'client/src/features/map/b.ts', '../../features/table/rows.ts'],
  ['sandbox-thinks-for-itself', 'sandbox/src/network/a.ts', '@peerscape/shared/health'],
  ['rooms-have-doors', 'server/src/work/b.ts', '@peerscape/sandbox'],
  ['rooms-have-doors', 'client/src/lib/a.ts', '@peerscape/server'],
  ['no-src-to-test', 'server/src/work/c.ts', './a.test.ts'],
];

/** Imports that must pass: a wall without a door would be a wall in the wrong place. */
const WELCOME: readonly (readonly [file: string, imported: string])[] = [
  ['shared/src/api/ok.ts', 'zod'],
  ['shared/src/tour/ok.ts', '../plan/index.ts'],
  ['shared/src/goals/ok.ts', '../plan/index.ts'],
  ['server/src/azure/ok.ts', '@azure/arm-network'],
  ['server/src/store/ok.ts', 'kysely'],
  ['client/src/features/map/cy/ok.ts', 'cytoscape'],
  ['client/src/app/ok.ts', '../features/map/map-view.tsx'],
  ['sandbox/src/ok.ts', '@peerscape/shared/world'],
  ['server/src/work/ok.test.ts', '@peerscape/sandbox'],
];

describe('the walls', () => {
  const house = mkdtempSync(path.join(tmpdir(), 'peerscape-walls-'));
  let said: { readonly location: { readonly path: unknown }; readonly message: string }[] = [];

  beforeAll(() => {
    for (const file of ['biome.json', 'walls.json']) cpSync(path.join(root, file), path.join(house, file));
    for (const [file, imported] of [...OFFENDERS.map(([, file, imported]) => [file, imported] as const), ...WELCOME]) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      writeFileSync(path.join(house, file), `import { x } from '${imported}';\nexport const y = x;\n`);
    }
    const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
    const { stdout } = spawnSync(
      process.execPath,
      [biome, 'lint', '--only=style/noRestrictedImports', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
      {
        cwd: house,
        encoding: 'utf8',
      },
    );
    said = (JSON.parse(stdout) as { diagnostics: typeof said }).diagnostics;
  });

  afterAll(() => rmSync(house, { recursive: true, force: true }));

  const about = (file: string) =>
    said.filter((diagnostic) => JSON.stringify(diagnostic.location.path).includes(file)).map((diagnostic) => JSON.stringify(diagnostic));

  it.each(OFFENDERS)('%s stops %s from importing %s, with its sentence', (wall, file) => {
    expect(about(file).join()).toContain(`${wall}: `);
  });

  it.each(WELCOME)('%s may import %s', (file) => {
    expect(about(file)).toEqual([]);
  });

  it('a deep import into shared does not resolve', async () => {
    const deep = '@peerscape/shared/src/topology/build.ts';
    await expect(import(/* @vite-ignore */ deep)).rejects.toThrow();
  });
});
