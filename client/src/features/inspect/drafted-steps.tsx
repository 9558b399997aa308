import { Button } from '@fluentui/react-components';
import { describeStep } from '@peerscape/shared/plan';
import { createNamer, type Peering, type Topology } from '@peerscape/shared/topology';
import { useDraft } from '../../lib/state/use-draft.tsx';
import { Section } from '../../ui/panel.tsx';
import css from './inspect.module.css';

/** Lists the planned steps that affect this peering; renders nothing when the draft does not change it. */
export function DraftedSteps({ topology, peering: { a, b } }: { topology: Topology; peering: Peering }) {
  const { plan, undo, canUndo } = useDraft();
  const steps = plan.steps.filter(({ half: { from, to } }) => (from === a && to === b) || (from === b && to === a));
  if (steps.length === 0) return null;
  const name = createNamer(topology);
  return (
    <Section title="In the draft" count={steps.length}>
      <ul className={css.draftSteps}>
        {steps.map((step) => (
          <li key={step.id}>{describeStep(step, name)}.</li>
        ))}
      </ul>
      <div>
        <Button size="small" disabled={!canUndo} onClick={undo}>
          Undo last change
        </Button>
      </div>
    </Section>
  );
}
