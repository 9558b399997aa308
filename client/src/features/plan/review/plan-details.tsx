import type { PlanDocument } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import { handOffTexts } from '@peerscape/shared/handoff';
import { changesOf, type Intent, type Plan } from '@peerscape/shared/plan';
import { createNamer, type Topology } from '@peerscape/shared/topology';
import { type RefObject, useMemo } from 'react';
import type { ReachJobs } from '../../../lib/server/reach-jobs.ts';
import panel from '../../../ui/panel.module.css';
import { Section } from '../../../ui/panel.tsx';
import { PlanCode } from './plan-code.tsx';
import { Blockers, Consequences, MissingRights, PlanNotices } from './plan-notices.tsx';
import { ReachSections } from './reach-sections.tsx';
import { StepList } from './step-list.tsx';

interface PlanDetailsProps {
  readonly topology: Topology;
  readonly plan: Plan;
  /** The plan with the details that only the server knows; undefined where there is no Azure to apply it to. */
  readonly document: PlanDocument | undefined;
  /** Effect on who reaches whom; undefined until it is computed. */
  readonly reach: ReachJobs['preview']['result'] | undefined;
  /** Opens the question whether one VNet reaches another. */
  readonly onAsk: (from: ResourceKey, to: ResourceKey) => void;
  readonly onCopy: (text: string, what: string) => void;
  /** Ref of the list of steps. */
  readonly list?: RefObject<HTMLDivElement | null>;
  /** Adds the remedy of a blocker to the draft; undefined for an undo. */
  readonly onAdd?: ((remedy: readonly Intent[]) => void) | undefined;
}

/** Renders the details of a plan: blockers first, then steps, resulting findings and reach, notices, and the plan as code. */
export function PlanDetails({ topology, plan, document, reach, list, onAsk, onCopy, onAdd }: PlanDetailsProps) {
  const name = useMemo(() => createNamer(topology), [topology]);
  const changes = useMemo(() => changesOf(plan.steps), [plan]);
  return (
    <>
      <Blockers topology={topology} blockers={plan.blockers} onAdd={onAdd} />
      {document ? <MissingRights rights={document.missingRights} /> : null}
      <StepList steps={plan.steps} name={name} list={list} />
      {document ? <Consequences closes={document.closes} opens={document.opens} /> : null}
      {reach ? <ReachSections name={name} preview={reach} onAsk={onAsk} /> : null}
      <PlanNotices title="Could not be checked" notices={plan.unchecked} />
      <PlanNotices title="Notes" notices={plan.notes} />
      {plan.handOff.length > 0 ? <HandOffSection topology={topology} changes={plan.handOff} onCopy={onCopy} /> : null}
      {changes.length > 0 ? (
        <PlanCode topology={topology} changes={changes} title="Plan as code" fileName="peerscape-plan" onCopy={onCopy} />
      ) : null}
    </>
  );
}

function HandOffSection({ topology, changes, onCopy }: Pick<PlanDetailsProps, 'topology' | 'onCopy'> & { changes: Plan['handOff'] }) {
  const { who, sentence, role } = useMemo(() => handOffTexts(topology, changes), [topology, changes]);
  return (
    <>
      <Section title="Changes that someone else must make">
        <p>
          {sentence} These changes must be made by {who}.
        </p>
        <p className={panel.quiet}>The least privileged built-in role is {role.name}. This plan does not include these changes.</p>
      </Section>
      <PlanCode topology={topology} changes={changes} title="Hand-off as code" fileName="peerscape-hand-off" onCopy={onCopy} />
    </>
  );
}
