import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatIsoTime, systemClock } from '../src/clock.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { anApply, anAuditEntry, aPlan, ESTATE, HALF, mustClaim } from '../src/store/testing/samples.ts';
import { createHousekeeping } from '../src/work/housekeeping.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Number of changes of a step's state; `npm run test:long` makes as many as a busy server in 90 days. */
const UPDATES = process.env.PEERSCAPE_TEST_LONG ? 1_000_000 : 2000;

describe('housekeeping', () => {
  let folder: string;
  let store: Store;
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'housekeeping-'));
    store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const start = Date.now();
  /** Does what is due when this time has passed since the test began. */
  const runAfter = async (passedMs: number, retentionDays?: number) => {
    const clock = { ...systemClock, now: () => start + passedMs };
    const housekeeping = createHousekeeping({ store, clock, retentionDays, onError: () => undefined });
    await housekeeping.run();
    return housekeeping;
  };
  const addPlan = (id: string) => store.addPlan(aPlan(id, { expiresAt: formatIsoTime(start + HOUR_MS) }));
  const addEndedApply = async (id: string) => {
    await addPlan(`plan of ${id}`);
    await store.startApply(anApply(id, `plan of ${id}`), ['one'], anAuditEntry('started'));
    const claim = await mustClaim(store, id);
    await store.updateApply(claim, 'running', { state: 'done', trouble: null, endedAt: formatIsoTime(start) }, anAuditEntry('ended'));
  };

  test('forgets plans that were not applied a day after they were made', async () => {
    await addPlan('p');
    await addEndedApply('a');
    await runAfter(DAY_MS - 1000);
    expect(await store.plan('p')).toBeDefined();
    await runAfter(DAY_MS + 1000);
    expect(await store.plan('p')).toBeUndefined();
    expect(await store.plan('plan of a')).toBeDefined();
  });

  test('keeps applies and the audit log without a retention', async () => {
    await addEndedApply('a');
    await runAfter(1000 * DAY_MS);
    expect([(await store.applies(10)).length, (await store.audit(0, 10)).length]).toEqual([1, 2]);
  });

  test('deletes applies and audit entries after the days of the retention, and the audit log stays verifiable', async () => {
    await addEndedApply('a');
    await runAfter(90 * DAY_MS - 60_000, 90);
    expect([(await store.applies(10)).length, (await store.audit(0, 10)).length]).toEqual([1, 2]);
    await runAfter(90 * DAY_MS + 60_000, 90);
    expect(await store.applies(10)).toEqual([]);
    expect((await store.audit(0, 10)).map(({ deed }) => deed)).toEqual(['retention']);
    expect(await store.isAuditIntact()).toBe(true);
  });

  test('measures the size, and makes the file smaller after much was deleted', async () => {
    for (let i = 0; i < 100; i += 1) await store.addPlan(aPlan(`p${i}`, { by: 'x'.repeat(100_000) }));
    const before = await store.size();
    const size = (await runAfter(DAY_MS)).size() ?? Number.NaN;
    console.log(`The store had ${before} bytes with 100 plans, and ${size} bytes after they were forgotten`);
    expect(size).toBe(await store.size());
    expect(size).toBeLessThan(before / 20);
  });

  test(`the store does not grow with ${UPDATES.toLocaleString('en')} changes of a step's state`, async () => {
    await addPlan('p');
    await store.startApply(anApply('a', 'p'), ['one'], anAuditEntry('started'));
    const claim = await mustClaim(store, 'a');
    const sizes: number[] = [];
    const TENTHS = 10;
    for (let tenth = 0; tenth < TENTHS; tenth += 1) {
      for (let i = 0; i < UPDATES / TENTHS; i += 1) {
        await store.updateStep(claim, 'one', { state: i % 2 ? 'waiting' : 'checking', words: `Attempt ${i}`, before: HALF });
      }
      await runAfter(0);
      sizes.push(await store.size());
    }
    console.log(`Size after each tenth of ${UPDATES} changes, in KB: ${sizes.map((size) => Math.round(size / 1000)).join(', ')}`);
    expect(Math.max(...sizes)).toBeLessThan(2_000_000);
    expect(sizes.at(-1)).toBeLessThanOrEqual((sizes[0] ?? 0) + 50_000);
  });
});
