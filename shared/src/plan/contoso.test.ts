import { describe, expect, it } from 'vitest';
import { runRules } from '../health/index.ts';
import { buildTopology, type HalfRef, namesIn } from '../topology/index.ts';
import { visibleRows, worldNamed } from '../world/index.ts';
import { applyPlan, type Intent, makePlan, planAsText, rounds } from './index.ts';

const named = worldNamed('contoso');
if (!named.ok) throw new Error(named.problem);
const world = named.value;
const rows = visibleRows(world);
const topology = buildTopology(rows);
const name = namesIn(topology);

/** The ways in which a peering is half-configured: halves missing, dead, not both Connected, out of sync, failed, contradicting. */
const HALF_CONFIGURED = /^VNP(1\d\d|30[123]|401|402)$/;

const findings = runRules(topology).findings.filter(({ code }) => HALF_CONFIGURED.test(code));
const isGone = ({ about }: (typeof findings)[number]) => about.keys.some((key) => world.deleted.has(key));
const isTheirs = ({ handOff }: (typeof findings)[number]) => handOff.length > 0;

/** The remedies in one draft; where a person must decide because the remote is gone, they delete the dead half. */
const draft: Intent[] = findings.flatMap((finding): Intent[] => {
  const [half] = finding.guilty;
  if (isGone(finding) && half) return [{ kind: 'delete', ...(half as HalfRef) }];
  return [{ kind: 'changes', changes: [...finding.remedy, ...finding.handOff] }];
});

describe('the half-configured peerings of contoso, mended in one draft', () => {
  const plan = makePlan(rows, draft);

  it('are an ordered plan without blockers', () => {
    expect(`\n${planAsText(plan, name)}\n`).toBe(`
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
Plan: 4 to create, 5 to change, 3 to sync, 1 to delete
> put-half fabrikam-test->hub-weu
`);
  });

  it('are all whole afterwards, but for the half that its owner must make', () => {
    const after = runRules(buildTopology(applyPlan(rows, plan))).findings.filter(({ code }) => HALF_CONFIGURED.test(code));
    expect(after.map(({ id }) => id)).toEqual(findings.filter(isTheirs).map(({ id }) => id));
    expect(plan.handOff.map(({ kind, from, to }) => `${kind} ${name(from)} ${name(to)}`)).toEqual(['put-half fabrikam-test hub-weu']);
  });

  it('takes as many rounds as the busiest VNet has steps', () => {
    const load = plan.steps.filter(({ half }) => [half.from, half.to].map(name).includes('hub-weu')).length;
    expect(rounds(plan)).toHaveLength(load);
  });
});
