import { type Finding, type Report, runRules } from '../health/index.ts';
import { applyPlan, type Plan } from '../plan/index.ts';
import { buildTopology, type TopologyRows } from '../topology/index.ts';

/** What a plan would do to the findings. */
export interface Preview {
  /** Findings that are there now and not after it. */
  readonly closes: readonly Finding[];
  /** Findings that are not there now and are after it. */
  readonly opens: readonly Finding[];
}

/** What would get better or worse if these steps were carried out on what is. `now` may be handed in where it is known already. */
export function previewOf(rows: TopologyRows, plan: Pick<Plan, 'steps'>, now: Report = runRules(buildTopology(rows))): Preview {
  const after = runRules(buildTopology(applyPlan(rows, plan)));
  return { closes: without(now.findings, after.findings), opens: without(after.findings, now.findings) };
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(others.map(({ id }) => id));
  return findings.filter(({ id }) => !known.has(id));
}
