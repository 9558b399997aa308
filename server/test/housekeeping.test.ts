import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { formatIsoTime, systemClock } from '../src/clock.ts';
import { openStore, type Store } from '../src/store/index.ts';
import type { Claim } from '../src/store/store.ts';
import { anApply, anAuditEntry, aPlan, ESTATE, HALF, mustClaim } from '../src/store/testing/samples.ts';
import { createHousekeeping } from '../src/work/housekeeping.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Changes of a step's state, in parts; `npm run test:long` makes as many as a busy server in 90 days. */
const [PARTS, CHANGES] = process.env.PEERSCAPE_TEST_LONG ? [50, 20_000] : [2, 1000];

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
});

describe(`a store with ${(PARTS * CHANGES).toLocaleString('en')} changes of a step's state`, () => {
  let folder: string;
  let store: Store;
  let claim: Claim;
  const sizes: number[] = [];
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'housekeeping-'));
    store = await openStore({ file: path.join(folder, 'store.db') }, ESTATE);
    await store.addPlan(aPlan('p'));
    await store.startApply(anApply('a', 'p'), ['one'], anAuditEntry('started'));
    claim = await mustClaim(store, 'a');
  });
  afterAll(async () => {
    console.log(`Size after each ${CHANGES} changes, in KB: ${sizes.map((size) => Math.round(size / 1000)).join(', ')}`);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  test.each(Array.from({ length: PARTS }, (_, i) => i + 1))('does not grow (part %i)', async () => {
    for (let i = 0; i < CHANGES; i += 1) {
      await store.updateStep(claim, 'one', { state: i % 2 ? 'waiting' : 'checking', words: `Attempt ${i}`, before: HALF });
    }
    // the log, before it is emptied
    expect(await store.size()).toBeLessThan(20_000_000);
    await createHousekeeping({ store, clock: systemClock, retentionDays: undefined, onError: () => undefined }).run();
    sizes.push(await store.size());
    expect(sizes.at(-1)).toBeLessThanOrEqual((sizes[0] ?? 0) + 50_000);
  });
});
