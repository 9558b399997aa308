import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore } from './open-store.ts';
import { ESTATE } from './testing/samples.ts';

const KILLS = 20;

describe('a store whose process is killed', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'peerscape-kill-'));
    file = path.join(folder, 'peerscape.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test(`${KILLS} times in the middle of writing has all that it acknowledged, opens at once, and its audit is whole`, async () => {
    let acknowledged = 0;
    const again: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = started('store-writer-child', file);
      const lines = createInterface({ input: lineOutput(child) });
      const ended = once(child, 'exit');
      const linesEnded = once(lines, 'close');
      lines.on('line', (line) => {
        if (Number(line) <= acknowledged) again.push(Number(line));
        acknowledged = Number(line);
      });
      await once(lines, 'line');
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 40));
      child.kill('SIGKILL');
      await Promise.all([ended, linesEnded]);
    }
    const store = await openStore({ file }, ESTATE);
    const entries = await store.audit(0, 1_000_000);
    const isWhole = await store.auditIsWhole();
    await store.close();
    expect(again).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
    // the last one may have been written and not told
    expect([acknowledged, acknowledged + 1]).toContain(entries.length);
    expect(isWhole).toBe(true);
  }, 60_000);

  test('while its tables are made is made whole by the next that opens it', async () => {
    const outcomes: string[] = [];
    // every third statement is enough to meet each kind of place
    for (let nth = 1; outcomes.at(-1) !== 'exit'; nth += 3) {
      const child = started('store-opener-child', file, String(nth));
      const [code, signal] = await once(child, 'exit');
      outcomes.push(signal === 'SIGKILL' ? 'kill' : code === 0 ? 'exit' : `code ${code}`);
      const store = await openStore({ file }, ESTATE);
      expect(await store.serial()).toBe(0);
      await store.close();
      if (outcomes.at(-1) === 'kill') for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    }
    expect(outcomes.length).toBeGreaterThan(5);
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['kill']));
  }, 60_000);
});

const started = (script: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(`../../test/${script}.ts`, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

function lineOutput({ stdout }: ChildProcess): NodeJS.ReadableStream {
  if (!stdout) throw new Error('The child has no output');
  return stdout;
}
