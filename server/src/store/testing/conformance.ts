import { afterEach, beforeEach, describe } from 'vitest';
import { appliesConform } from './applies-conform.ts';
import { auditConform } from './audit-conform.ts';
import { failuresConform } from './failures-conform.ts';
import type { Ground, NewGround } from './ground.ts';
import { keptConform } from './kept-conform.ts';
import { leasesConform } from './leases-conform.ts';

/** Registers the tests that every store must pass, for any database. */
export function storeConformance(name: string, createHarness: NewGround): void {
  let harness: Ground;
  beforeEach(async () => {
    harness = await createHarness();
  });
  afterEach(() => harness.close());

  const SUITES = {
    'plans and applies': appliesConform,
    leases: leasesConform,
    'the audit log': auditConform,
    'saved documents': keptConform,
    failures: failuresConform,
  };
  for (const [subject, registerTests] of Object.entries(SUITES)) describe(`${subject} in ${name}`, () => registerTests(() => harness));
}
