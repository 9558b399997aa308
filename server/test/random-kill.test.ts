import { spawn } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { spawnChild, waitForUrl } from './child-server.ts';
import { type KillRound, type KillTarget, runKillRound } from './random-kills.ts';

/**
 * Kills real servers at random moments. The long run continues where an earlier one stopped: it appends each round to a file, by default in the
 * temporary folder; delete the file to begin anew with another seed.
 */
const isLong = process.env.PEERSCAPE_TEST_LONG !== undefined;
const FILE = process.env.PEERSCAPE_KILLS_FILE ?? path.join(tmpdir(), 'peerscape-kills.jsonl');
const KILLS_PER_ROUND = 10;

/** The engine with fast timings, which can also kill itself at its failpoints. */
const ENGINE: KillTarget = {
  launch: (sandbox, folder, killPoint) => {
    const store = { kind: 'folder', folder: path.join(folder, 'data') } as const;
    // A sandbox on a busy machine may carry out a write some time after the process that sent it was killed. An accepted write whose failure
    // nobody saw, because that response was lost as well, ends as a mismatch.
    const timing = { lateWriteMs: 1000, consistencyTimeoutMs: 5000 };
    return spawnChild(sandbox, { store, timing, ...killPoint });
  },
  waitForUrl,
  maxLifeMs: 8000,
  operationMs: [40, 200],
  hasFailpoints: true,
};

/** The server that `npm start` runs, with its own timings. */
const PRODUCT: KillTarget = {
  launch: ({ endpoint, caFile, token }, folder) =>
    spawn(process.execPath, [fileURLToPath(new URL('../dist/main.mjs', import.meta.url)), '--port', '0'], {
      env: {
        ...process.env,
        PEERSCAPE_SOURCE: 'sandbox',
        PEERSCAPE_SOURCE_NAME: 'test',
        PEERSCAPE_ARM_ENDPOINT: endpoint,
        PEERSCAPE_ARM_CA: caFile,
        PEERSCAPE_ARM_TOKEN: token,
        PEERSCAPE_DATA: path.join(folder, 'data'),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  waitForUrl,
  maxLifeMs: 15_000,
  operationMs: [200, 1500],
  hasFailpoints: false,
};

const TARGETS = [
  { name: 'the engine', target: ENGINE, kills: isLong ? 1000 : 10 },
  { name: 'the product', target: PRODUCT, kills: isLong ? 50 : 2 },
] as const;

interface StoredRound extends KillRound {
  readonly name: string;
}

const stored: StoredRound[] =
  isLong && existsSync(FILE)
    ? readFileSync(FILE, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line))
    : [];
const firstSeed = stored[0]?.seed ?? Number(process.env.PEERSCAPE_TEST_SEED);

describe.each(TARGETS)('$name, killed at random moments', ({ name, target, kills }) => {
  const rounds = stored.filter((round) => round.name === name);
  afterAll(() => {
    if (isLong) process.stdout.write(`${name}: ${summarize(rounds)}\n`);
  });

  const number = Math.ceil(kills / KILLS_PER_ROUND);
  const left = Array.from({ length: number }, (_, i) => firstSeed + i).filter((seed) => !rounds.some((round) => round.seed === seed));
  test.each(left.length > 0 ? left : [firstSeed])('loses no apply, repeats no write and overlaps none (seed %i)', async (seed) => {
    const round = rounds.find((earlier) => earlier.seed === seed) ?? (await runKillRound(target, seed, Math.min(kills, KILLS_PER_ROUND)));
    if (!rounds.includes(round as StoredRound)) {
      rounds.push({ name, ...round });
      if (isLong) appendFileSync(FILE, `${JSON.stringify({ name, ...round })}\n`);
    }
    expect(round.violations).toEqual([]);
    expect(round.kills).toBe(Math.min(kills, KILLS_PER_ROUND));
  });
});

/** Formats the sums of all rounds; violations by their code. */
function summarize(rounds: readonly KillRound[]): string {
  const sum = (of: (round: KillRound) => number) => rounds.reduce((total, round) => total + of(round), 0);
  const count = (code: string) => sum(({ violations }) => violations.filter((violation) => violation.startsWith(`${code} `)).length);
  const times = rounds.flatMap(({ recoveryMs }) => recoveryMs).sort((a, b) => a - b);
  const percentile = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
  return [
    `${sum((round) => round.kills)} kills from seed ${firstSeed} (${FILE})`,
    `${sum((round) => round.applies)} applies with ${sum((round) => round.writes)} writes`,
    `lost ${count('I1')}, duplicate ${count('I4')}, overlapping ${count('I3')}, innocent steps quarantined ${count('I7')}`,
    `violations in all ${sum(({ violations }) => violations.length)}`,
    `kill to serving p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms`,
  ].join('; ');
}
