import type { Finding } from '@peerscape/shared/health';
import { describeStep, formatPlannedCounts, makePlan, type PlanNotice } from '@peerscape/shared/plan';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import panel from '../../../ui/panel.module.css';
import css from './panel.module.css';
import { RemedySteps } from './remedy-steps.tsx';

interface PlannedRemedyProps {
  readonly topology: Topology;
  readonly finding: Finding;
}

/** Renders the remedy as a plan: the steps in the order that Azure accepts, their counts, blockers, what could not be checked, and notes. */
export function PlannedRemedy({ topology, finding }: PlannedRemedyProps) {
  const plan = useMemo(() => makePlan(topology, [{ kind: 'changes', changes: finding.remedy }]), [topology, finding]);
  const name = useMemo(() => createNamer(topology), [topology]);
  // a remedy that only others can make, or that is not a change of halves, is described by the finding itself
  if (plan.steps.length === 0) return <RemedySteps finding={finding} />;
  return (
    <>
      <ol className={css.steps} aria-label="Steps">
        {plan.steps.map((step) => (
          <li key={step.id}>{describeStep(step, name)}.</li>
        ))}
      </ol>
      <p className={panel.quiet}>Plan: {formatPlannedCounts(plan)}.</p>
      <Notices title="Azure will reject this" notices={plan.blockers} />
      <Notices title="Could not be checked" notices={plan.unchecked} />
      <Notices title="Notes" notices={plan.notes} />
    </>
  );
}

function Notices({ title, notices }: { title: string; notices: readonly PlanNotice[] }) {
  if (notices.length === 0) return null;
  return (
    <section className={css.notices}>
      <h4 className={panel.heading}>{title}</h4>
      <ul className={css.notes}>
        {notices.map(({ code, text }) => (
          <li key={`${code} ${text}`}>{text}</li>
        ))}
      </ul>
    </section>
  );
}
