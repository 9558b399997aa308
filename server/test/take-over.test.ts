import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { FAST_TIMINGS } from './fast-timings.ts';

/** A server of a shared store and an apply that another server holds, which is dead. */
const DAY_MS = 24 * 3_600_000;
const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\n';

let folder: string;
let harness: ChangeHarness;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'take-over-'));
});
afterEach(async () => {
  await harness.close();
  rmSync(folder, { recursive: true });
});

/** Starts a server whose next apply is claimed by another server at once, and never renewed. */
async function start(claimMs: number, deadClaimMs: number): Promise<string> {
  store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
  const shared: Store = {
    ...store,
    isExclusive: false,
    startApply: async (...args) => {
      const outcome = await store.startApply(...args);
      await store.claim('dead', deadClaimMs);
      return outcome;
    },
  };
  harness = await createChangeHarness(WORLD, { open: async () => shared, timing: { claimMs } });
  const plan = await harness.changes.createPlan([{ kind: 'connect', a: harness.key('hub'), b: harness.key('a') }]);
  return (await harness.begin(plan)).id;
}

test('an apply is taken over when the claim expires by the clock of the database', async () => {
  const id = await start(DAY_MS, 300);
  expect((await harness.waitForEnd(id)).state).toBe('done');
});

test('an apply is taken over when the claim is not renewed, even if it has not expired because the clock was set back', async () => {
  const id = await start(300, DAY_MS);
  expect((await harness.waitForEnd(id)).state).toBe('done');
});

test('a read-only server takes over nothing and renews nothing, until changes are allowed', async () => {
  const id = await start(DAY_MS, DAY_MS);
  await harness.changes.setMode('read-only', undefined);
  await store.expireClaims();
  // nobody runs it: that is what the page shows
  expect(await harness.changes.getApply(id)).toMatchObject({ state: 'paused', trouble: expect.stringMatching(/^No server/) });
  const claimOfThird = async () => (await store.claim('third', 0))[0];
  const first = await claimOfThird();
  expect(first?.applyId).toBe(id);
  const heartbeats = 20;
  for (let beat = 0; beat < heartbeats; beat++) {
    await new Promise((resolve) => setTimeout(resolve, Number(FAST_TIMINGS.heartbeatMs)));
    // a claim that the read-only server made in between would have a greater fence
    expect(await claimOfThird()).toMatchObject({ fence: first?.fence, previousFence: null });
  }
  expect(harness.writes()).toEqual([]);
  await harness.changes.setMode('allowed', undefined);
  expect((await harness.waitForEnd(id)).state).toBe('done');
});
