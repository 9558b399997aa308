import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { StoreFailure } from '../store.ts';
import type { Ground } from './ground.ts';
import { aPlan } from './samples.ts';

const CANARY = 'canary-5f1c';

/** What is told when the database refuses. */
export function failuresConform(ground: () => Ground): void {
  test('a failure says what was tried and the code of the database, and nothing of the values', async () => {
    const [store] = ground().stores;
    await store.addPlan(aPlan(CANARY));
    const error: unknown = await store.addPlan(aPlan(CANARY, { by: CANARY })).catch((reason: unknown) => reason);
    if (!(error instanceof StoreFailure)) throw error;
    expect(error.message).toBe(`Keeping a plan failed (${error.code})`);
    expect(error.code).toMatch(/^(SQLITE_CONSTRAINT_PRIMARYKEY|23505)$/);
    for (const told of [inspect(error, { depth: 9, showHidden: true }), JSON.stringify(error), String(error.stack)]) {
      expect(told).not.toContain(CANARY);
      expect(told).not.toMatch(/insert into/i);
    }
  });

  test('a store that was closed says that it failed', async () => {
    const [store] = ground().stores;
    await store.close();
    await expect(store.serial()).rejects.toThrow(/^Counting changes failed/);
  });
}
