import { afterEach, beforeEach, describe } from 'vitest';
import type { CreateStoreHarness, StoreHarness } from './store-harness.ts';
import { testApplies } from './test-applies.ts';
import { testAudit } from './test-audit.ts';
import { testDocuments } from './test-documents.ts';
import { testFailures } from './test-failures.ts';
import { testLeases } from './test-leases.ts';

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
