import { declareFault } from '@peerscape/sandbox';
import { runRules } from '@peerscape/shared/health';
import { fewestRounds, type Intent, rounds } from '@peerscape/shared/plan';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { findViolations } from './history.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let harness: ChangeHarness;
afterEach(async () => harness.close());

function injectFault(fields: Record<string, unknown>): void {
  declareFault(harness.sandbox.context, fields);
}

describe('a mesh of twenty', () => {
  const COUNT = 20;
  const names = Array.from({ length: COUNT }, (_, i) => `v${i}`);
  const fixture = names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
  const pairs = (): Intent[] =>
    names.flatMap((a, i) => names.slice(i + 1).map((b): Intent => ({ kind: 'connect', a: harness.key(a), b: harness.key(b) })));

  test('takes two rounds per peering of a VNet and one write per half, even when Azure is busy or throttles', async () => {
    harness = await createChangeHarness(fixture);
    injectFault({ method: 'PUT', path: '/virtualNetworkPeerings/', nth: 40, times: 4, effect: 'throttle', retryAfter: 1 });
    injectFault({ method: 'PUT', path: '/virtualNetworkPeerings/', nth: 150, times: 6, effect: 'busy' });
    const plan = await harness.changes.createPlan(pairs());
    expect(plan.plan.counts.create).toBe(COUNT * (COUNT - 1));
    const planned = { steps: plan.plan.steps as never };
    expect([rounds(planned).length, fewestRounds(planned)]).toEqual([2 * (COUNT - 1), 2 * (COUNT - 1)]);
    const apply = await harness.waitForEnd((await harness.begin(plan)).id);
    expect([apply.state, apply.done]).toEqual(['done', COUNT * (COUNT - 1)]);
    const result = await harness.history(apply.id);
    expect(findViolations(result)).toEqual([]);
    const rejected = result.writes.filter(({ status }) => status >= 400).length;
    expect(result.writes.length).toBe(COUNT * (COUNT - 1) + rejected);
    expect(result.writes.length / (COUNT * (COUNT - 1))).toBeLessThanOrEqual(1.1);
  });
});

describe('the half-configured peerings of contoso', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.close());
  const stores: readonly (readonly [string, (() => Promise<Store>) | undefined])[] = [
    ['a file', undefined],
    ['PostgreSQL', async () => openStore({ databaseUrl: await postgres.database() }, ESTATE)],
  ];

  test.each(stores)(
    'are repaired by their fixes in one draft, stored in %s: no call is rejected, and no such finding remains',
    async (_, open) => {
      harness = await createChangeHarness('contoso', open && { open });
      const half = /^VNP10\d$/;
      const findings = runRules(harness.topology()).findings.filter(({ code, remedy }) => half.test(code) && remedy.length > 0);
      expect(findings.length).toBeGreaterThan(3);
      const plan = await harness.changes.createPlan(findings.map(({ remedy }): Intent => ({ kind: 'changes', changes: remedy })));
      expect(plan.closes.filter(({ code }) => half.test(code))).toHaveLength(findings.length);
      const apply = await harness.waitForEnd((await harness.begin(plan)).id);
      expect(apply.state).toBe('done');
      const result = await harness.history(apply.id);
      expect(findViolations(result)).toEqual([]);
      expect(result.writes.filter(({ status }) => status >= 400)).toEqual([]);
      await harness.refresh();
      const remaining = runRules(harness.topology()).findings.filter(({ code, remedy }) => half.test(code) && remedy.length > 0);
      expect(remaining).toEqual([]);
      const undo = await harness.waitForEnd((await harness.begin(await harness.changes.createUndoPlan(apply.id))).id);
      expect(undo.state).toBe('done');
      expect((await harness.changes.getAudit(0, undo.id)).isWhole).toBe(true);
    },
  );
});
