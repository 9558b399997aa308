import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePrograms } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

describe('the built check', () => {
  // inside node_modules: packages resolve from there, and sources do not
  const folder = mkdtempSync(path.join(root, 'node_modules', '.peerscape-check-'));
  beforeAll(async () => {
    await bundlePrograms('server', { check: 'src/check-main.ts' }, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('includes the pages of all rules, because the container has no sources', () => {
    const estate = path.join(root, 'e2e/estates/az-network-vnet-list.json');
    const check = path.join(folder, 'check.mjs');
    const { stdout, stderr } = spawnSync(process.execPath, [check, '--file', estate, '--format', 'sarif'], {
      cwd: folder,
      encoding: 'utf8',
    });
    const [run] = (JSON.parse(stdout || stderr) as { runs: { tool: { driver: { rules: { help?: { markdown: string } }[] } } }[] }).runs;
    const rules = run?.tool.driver.rules ?? [];
    expect(rules.length).toBeGreaterThan(20);
    for (const { help } of rules) expect(help?.markdown).toContain('## What it means');
  });
});
