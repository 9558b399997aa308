import { afterEach, beforeEach, describe } from 'vitest';
import { appliesConform } from './applies-conform.ts';
import { auditConform } from './audit-conform.ts';
import { failuresConform } from './failures-conform.ts';
import type { Ground, NewGround } from './ground.ts';
import { keptConform } from './kept-conform.ts';
import { leasesConform } from './leases-conform.ts';

/** What every store does, whatever database is under it. */
export function storeConformance(name: string, newGround: NewGround): void {
  let ground: Ground;
  beforeEach(async () => {
    ground = await newGround();
  });
  afterEach(() => ground.close());

  const PARTS = {
    'plans and applies': appliesConform,
    leases: leasesConform,
    'the audit': auditConform,
    'kept documents': keptConform,
    failures: failuresConform,
  };
  for (const [part, conform] of Object.entries(PARTS)) describe(`${part} in ${name}`, () => conform(() => ground));
}
