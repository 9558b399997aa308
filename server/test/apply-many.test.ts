import { declareFault } from '@peerscape/sandbox';
import { resourceKey } from '@peerscape/shared/arm';
import { runRules } from '@peerscape/shared/health';
import { fewestRounds, type Intent, rounds } from '@peerscape/shared/plan';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../src/store/index.ts';
import { ESTATE } from '../src/store/testing/samples.ts';
import { type ChangeHouse, changeHouse } from './change-house.ts';
import { broken, type History, optionsOf } from './history.ts';
import { type Postgres, startPostgres } from './postgres.ts';

let house: ChangeHouse;
afterEach(async () => house.close());

function befall(fields: Record<string, unknown>): void {
  declareFault(house.sandbox.parts, fields);
}

async function history(applyId: string): Promise<History> {
  const { entries, isWhole } = await house.desk.audit(0, undefined);
  const { parts } = house.sandbox;
  const writes = parts.transcript.lines
    .filter(({ method }) => method === 'PUT' || method === 'DELETE')
    .map((line) => ({ ...line, id: new URL(line.url, 'https://arm').pathname }));
  const halves = new Map([...parts.store.halves.values()].map((half) => [resourceKey(half.id), optionsOf(half)]));
  return { writes, audit: entries, isAuditWhole: isWhole, applies: [await house.desk.apply(applyId)], acknowledged: [applyId], halves };
}

describe('a mesh of twenty', () => {
  const COUNT = 20;
  const names = Array.from({ length: COUNT }, (_, i) => `v${i}`);
  const world = names.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
  const pairs = (): Intent[] =>
    names.flatMap((a, i) => names.slice(i + 1).map((b): Intent => ({ kind: 'connect', a: house.key(a), b: house.key(b) })));

  test('takes twice as many rounds as a VNet has peerings, and one write for each half, although Azure is busy and throttles', async () => {
    house = await changeHouse(world);
    befall({ method: 'PUT', path: '/virtualNetworkPeerings/', nth: 40, times: 4, effect: 'throttle', retryAfter: 1 });
    befall({ method: 'PUT', path: '/virtualNetworkPeerings/', nth: 150, times: 6, effect: 'busy' });
    const plan = await house.desk.makePlan(pairs());
    expect(plan.plan.counts.create).toBe(COUNT * (COUNT - 1));
    const made = { steps: plan.plan.steps as never };
    expect([rounds(made).length, fewestRounds(made)]).toEqual([2 * (COUNT - 1), 2 * (COUNT - 1)]);
    const apply = await house.ended((await house.begin(plan)).id);
    expect([apply.state, apply.done]).toEqual(['done', COUNT * (COUNT - 1)]);
    const then = await history(apply.id);
    expect(broken(then)).toEqual([]);
    const refused = then.writes.filter(({ status }) => status >= 400).length;
    expect(then.writes.length).toBe(COUNT * (COUNT - 1) + refused);
    expect(then.writes.length / (COUNT * (COUNT - 1))).toBeLessThanOrEqual(1.1);
  }, 120_000);
});

describe('the half-configured peerings of contoso', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.close());
  const stores: readonly (readonly [string, (() => Promise<Store>) | undefined])[] = [
    ['a file', undefined],
    ['PostgreSQL', async () => openStore({ databaseUrl: await postgres.database() }, ESTATE)],
  ];

  test.each(stores)(
    'are mended by their fixes in one draft, kept in %s: no call is refused, and no such finding is left',
    async (_, open) => {
      house = await changeHouse('contoso', open && { open });
      const half = /^VNP10\d$/;
      const findings = runRules(house.topology()).findings.filter(({ code, remedy }) => half.test(code) && remedy.length > 0);
      expect(findings.length).toBeGreaterThan(3);
      const plan = await house.desk.makePlan(findings.map(({ remedy }): Intent => ({ kind: 'changes', changes: remedy })));
      expect(plan.closes.filter(({ code }) => half.test(code))).toHaveLength(findings.length);
      const apply = await house.ended((await house.begin(plan)).id);
      expect(apply.state).toBe('done');
      const then = await history(apply.id);
      expect(broken(then)).toEqual([]);
      expect(then.writes.filter(({ status }) => status >= 400)).toEqual([]);
      await house.readAgain();
      const left = runRules(house.topology()).findings.filter(({ code, remedy }) => half.test(code) && remedy.length > 0);
      expect(left).toEqual([]);
      const undo = await house.ended((await house.begin(await house.desk.makeUndo(apply.id))).id);
      expect(undo.state).toBe('done');
      expect((await house.desk.audit(0, undo.id)).isWhole).toBe(true);
    },
    60_000,
  );
});
