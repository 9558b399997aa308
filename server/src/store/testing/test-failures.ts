import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { StoreFailure } from '../store.ts';
import { aPlan } from './samples.ts';
import type { StoreHarness } from './store-harness.ts';

const CANARY = 'canary-5f1c';

/** Registers the tests for database errors. */
export function testFailures(harness: () => StoreHarness): void {
  test('a failure contains the operation and the database error code, but no values', async () => {
    const [store] = harness().stores;
    await store.addPlan(aPlan(CANARY));
    const error: unknown = await store.addPlan(aPlan(CANARY, { by: CANARY })).catch((reason: unknown) => reason);
    if (!(error instanceof StoreFailure)) throw error;
    expect(error.message).toBe(`Saving a plan failed (${error.code})`);
    expect(error.code).toMatch(/^(SQLITE_CONSTRAINT_PRIMARYKEY|23505)$/);
    for (const output of [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error.stack)]) {
      expect(output).not.toContain(CANARY);
      expect(output).not.toMatch(/insert into/i);
    }
  });

  test('a closed store reports a failure', async () => {
    const [store] = harness().stores;
    await store.close();
    await expect(store.serial()).rejects.toThrow(/^Reading the change counter failed/);
  });
}
