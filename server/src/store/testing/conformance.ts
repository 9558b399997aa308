import { afterEach, beforeEach, describe } from 'vitest';
import { testApplies } from './applies-conform.ts';
import { testAudit } from './audit-conform.ts';
import { testFailures } from './failures-conform.ts';
import type { CreateStoreHarness, StoreHarness } from './ground.ts';
import { testDocuments } from './kept-conform.ts';
import { testLeases } from './leases-conform.ts';

/** Registers the tests that every store must pass, for any database. */
export function testStore(name: string, createHarness: CreateStoreHarness): void {
  let harness: StoreHarness;
  beforeEach(async () => {
    harness = await createHarness();
  });
  afterEach(() => harness.close());

  const SUITES = {
    'plans and applies': testApplies,
    leases: testLeases,
    'the audit log': testAudit,
    'saved documents': testDocuments,
    failures: testFailures,
  };
  for (const [subject, registerTests] of Object.entries(SUITES)) describe(`${subject} in ${name}`, () => registerTests(() => harness));
}
