import type { PlanDocument } from '@peerscape/shared/api';
import { handOffTexts } from '@peerscape/shared/handoff';
import { changesOf, type Plan } from '@peerscape/shared/plan';
import { namesIn, type Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import panel from '../../../ui/panel.module.css';
import { Section } from '../../../ui/panel.tsx';
import { AsCode } from './as-code.tsx';
import { StepList } from './step-list.tsx';
import { Blockers, Consequences, MissingRights, Told } from './told.tsx';

interface PlanPartsProps {
  readonly topology: Topology;
  readonly plan: Plan;
  /** What only the server knows of it; absent where there is no Azure behind the map. */
  readonly document: PlanDocument | undefined;
  readonly onCopy: (text: string, what: string) => void;
}

/** All that a plan says: refusals first, then each write, what follows from it, what was not checked, and the plan as code. */
export function PlanParts({ topology, plan, document, onCopy }: PlanPartsProps) {
  const name = useMemo(() => namesIn(topology), [topology]);
  const changes = useMemo(() => changesOf(plan.steps), [plan]);
  return (
    <>
      <Blockers blockers={plan.blockers} />
      {document ? <MissingRights rights={document.missingRights} /> : null}
      <StepList steps={plan.steps} name={name} />
      {document ? <Consequences closes={document.closes} opens={document.opens} /> : null}
      <Told title="What could not be checked" notices={plan.unchecked} />
      <Told title="Worth knowing" notices={plan.notes} />
      {plan.handOff.length > 0 ? <HandOffPart topology={topology} changes={plan.handOff} onCopy={onCopy} /> : null}
      {changes.length > 0 ? (
        <AsCode topology={topology} changes={changes} title="The plan as code" fileName="peerscape-plan" onCopy={onCopy} />
      ) : null}
    </>
  );
}

function HandOffPart({ topology, changes, onCopy }: Pick<PlanPartsProps, 'topology' | 'onCopy'> & { changes: Plan['handOff'] }) {
  const { who, sentence, role } = useMemo(() => handOffTexts(topology, changes), [topology, changes]);
  return (
    <>
      <Section title="What somebody else must do">
        <p>
          {sentence} That is for {who}.
        </p>
        <p className={panel.quiet}>The smallest built-in role that holds it is {role.name}. This plan does not do it.</p>
      </Section>
      <AsCode topology={topology} changes={changes} title="Their part as code" fileName="peerscape-hand-off" onCopy={onCopy} />
    </>
  );
}
