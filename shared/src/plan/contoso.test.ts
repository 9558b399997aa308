import { describe, expect, it } from 'vitest';
import { runRules } from '../health/index.ts';
import { buildTopology, createNamer, type HalfRef, peeringKey } from '../topology/index.ts';
import { loadWorld, visibleRows } from '../world/index.ts';
import { applyPlan, findPlannedPeerings, formatPlan, type Intent, makePlan, rounds } from './index.ts';

const resolved = loadWorld('contoso');
if (!resolved.ok) throw new Error(resolved.problem);
const world = resolved.value;
const rows = visibleRows(world);
const topology = buildTopology(rows);
const nameOf = createNamer(topology);

/** The rules for half-configured peerings: halves that are missing, Disconnected, not both Connected, out of sync, failed or contradictory. */
const HALF_CONFIGURED = /^VNP(1\d\d|30[123]|401|402)$/;

const findings = runRules(topology).findings.filter(({ code }) => HALF_CONFIGURED.test(code));
const isRemoteDeleted = ({ about }: (typeof findings)[number]) => about.keys.some((key) => world.deleted.has(key));
const isHandedOff = ({ handOff }: (typeof findings)[number]) => handOff.length > 0;

/** All remedies in one draft. Where the remote VNet was deleted, a person has to decide, and deletes the Disconnected half. */
const draft: Intent[] = findings.flatMap((finding): Intent[] => {
  const [half] = finding.guilty;
  if (isRemoteDeleted(finding) && half) return [{ kind: 'delete', ...(half as HalfRef) }];
  return [{ kind: 'changes', changes: [...finding.remedy, ...finding.handOff] }];
});

describe('one draft that repairs the half-configured peerings of contoso', () => {
  const plan = makePlan(rows, draft);

  it('gives an ordered plan without blockers', () => {
    expect(`\n${formatPlan(plan, nameOf)}\n`).toBe(`
1 ~ legacy-web->legacy-app  (last-write-failed)
2 ~ iot-prod-eus2->hub-eus2  (asked-for)
3 ~ bi-prod-weu->hub-weu  (asked-for)
4 = hub-weu->pay-prod-weu  (asked-for)
5 = data-bi->data-ml  (asked-for)
6 = data-ml->data-bi  (asked-for)
7 ~ crm-test-eus2->hub-eus2  (dead-half-is-written-again)
8 + hub-eus2->crm-test-eus2  (dead-half-first)  after update crm-test-eus2->hub-eus2
9 - hub-eus2->old-erp-eus2  (asked-for)
10 + hub-weu->dev-03-weu  (asked-for)
11 ~ hub-weu->erp-stage-weu  (dead-half-is-written-again)
12 + erp-stage-weu->hub-weu  (dead-half-first)  after update hub-weu->erp-stage-weu
13 + shop-stage-weu->hub-weu  (asked-for)
Plan: 4 to create, 5 to update, 3 to sync, 1 to delete
> put-half fabrikam-test->hub-weu
`);
  });

  it('leaves only the half that its owner must create', () => {
    const after = runRules(buildTopology(applyPlan(rows, plan))).findings.filter(({ code }) => HALF_CONFIGURED.test(code));
    expect(after.map(({ id }) => id)).toEqual(findings.filter(isHandedOff).map(({ id }) => id));
    expect(plan.handOff.map(({ kind, from, to }) => `${kind} ${nameOf(from)} ${nameOf(to)}`)).toEqual(['put-half fabrikam-test hub-weu']);
  });

  it('needs as many rounds as the busiest VNet has steps', () => {
    const stepCount = plan.steps.filter(({ half }) => [half.from, half.to].map(nameOf).includes('hub-weu')).length;
    expect(rounds(plan)).toHaveLength(stepCount);
  });
});

describe('the peerings that a plan changes', () => {
  it('are known without the plan', () => {
    const repairs = [...topology.peerings.values()].map(({ a, b }): Intent => ({ kind: 'repair', a, b }));
    const { steps } = makePlan(topology, repairs);
    const changed = new Set(steps.map(({ half }) => peeringKey(half.from, half.to)));
    expect(findPlannedPeerings(topology, repairs)).toEqual(changed);
    expect([changed.size > 0, changed.size < repairs.length]).toEqual([true, true]);
  });
});
