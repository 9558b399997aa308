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

const KILLS = process.env.PEERSCAPE_TEST_LONG ? 1000 : 20;

describe('a store with a killed process', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'peerscape-kill-'));
    file = path.join(folder, 'peerscape.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test(`opens with every acknowledged entry and an intact audit log after ${KILLS} kills during writes`, async () => {
    let acknowledged = 0;
    const repeated: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = startChild('store-writer-child', file);
      const lines = createInterface({ input: lineOutput(child) });
      const ended = once(child, 'exit');
      const linesEnded = once(lines, 'close');
      lines.on('line', (line) => {
        if (Number(line) <= acknowledged) repeated.push(Number(line));
        acknowledged = Number(line);
      });
      await once(lines, 'line');
      await new Promise((resolve) => setTimeout(resolve, (kill * 7) % 40));
      child.kill('SIGKILL');
      await Promise.all([ended, linesEnded]);
    }
    const store = await openStore({ file }, ESTATE);
    const entries = await store.audit(0, 1_000_000);
    const isWhole = await store.isAuditIntact();
    await store.close();
    expect(repeated).toEqual([]);
    expect(acknowledged).toBeGreaterThanOrEqual(KILLS);
    // The last entry may have been written without being acknowledged.
    expect([acknowledged, acknowledged + 1]).toContain(entries.length);
    expect(isWhole).toBe(true);
  });

  test('completes its tables at the next opening after a kill during their creation', async () => {
    const outcomes: string[] = [];
    // Every third statement covers each kind of statement.
    for (let nth = 1; outcomes.at(-1) !== 'exit'; nth += 3) {
      const child = startChild('store-opener-child', file, String(nth));
      const [code, signal] = await once(child, 'exit');
      outcomes.push(signal === 'SIGKILL' ? 'kill' : code === 0 ? 'exit' : `code ${code}`);
      const store = await openStore({ file }, ESTATE);
      expect(await store.serial()).toBe(0);
      await store.close();
      if (outcomes.at(-1) === 'kill') for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    }
    expect(outcomes.length).toBeGreaterThan(5);
    expect(new Set(outcomes.slice(0, -1))).toEqual(new Set(['kill']));
  });
});

const startChild = (script: string, ...args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL(`../../test/${script}.ts`, import.meta.url)), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

function lineOutput({ stdout }: ChildProcess): NodeJS.ReadableStream {
  if (!stdout) throw new Error('The child process has no output');
  return stdout;
}
