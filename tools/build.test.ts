import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundlePrograms } from './build.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

// inside node_modules: packages resolve from there, and sources do not
const folder = mkdtempSync(path.join(root, 'node_modules', '.peerscape-check-'));
beforeAll(async () => {
  await bundlePrograms('server', { check: 'src/check-main.ts', reach: 'src/reach-main.ts' }, folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Returns the packages that a program loads before it begins to run. */
function packagesOf(file: string, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, from = ''] of readFileSync(path.join(folder, file), 'utf8').matchAll(
    /^(?:import|\} from|export .* from)\b.*?"([^"]+)";$/gm,
  )) {
    if (from.startsWith('./')) packagesOf(from.slice(2), seen);
    else seen.add(from);
  }
  return seen;
}

describe('the built reach', () => {
  it('loads neither the Azure SDK nor the HTTP server to answer from a file, because that would take longer than the answer', () => {
    const packages = [...packagesOf('reach.mjs')].filter((name) => !name.endsWith('.mjs') && !name.startsWith('node:'));
    expect(packages.sort()).toEqual(['tinyglobby', 'zod']);
  });
});

describe('the built check', () => {
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
