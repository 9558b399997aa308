import { type Finding, type Report, runRules } from '../health/index.ts';
import { applyPlan, type Plan } from '../plan/index.ts';
import { buildTopology, type TopologyRows } from '../topology/index.ts';

/** Effect of a plan on the findings. */
export interface Preview {
  /** Findings that the plan resolves. */
  readonly closes: readonly Finding[];
  /** Findings that the plan causes. */
  readonly opens: readonly Finding[];
}

/** Compares the findings before and after the steps of a plan. Pass `now` if the current report is already known. */
export function previewPlan(rows: TopologyRows, plan: Pick<Plan, 'steps'>, now: Report = runRules(buildTopology(rows))): Preview {
  const after = runRules(buildTopology(applyPlan(rows, plan)));
  return { closes: without(now.findings, after.findings), opens: without(after.findings, now.findings) };
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const known = new Set(others.map(({ id }) => id));
  return findings.filter(({ id }) => !known.has(id));
}
