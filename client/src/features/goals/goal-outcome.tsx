import type { Goal, GoalPlan } from '@peerscape/shared/goals';
import { useRef } from 'react';
import { count } from '../../lib/format/format.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import { describeChanges, describeExcess } from './goal-labels.ts';

interface GoalOutcomeProps {
  readonly goal: Goal;
  readonly plan: GoalPlan;
  readonly isExact: boolean;
}

/** Renders the outcome of a goal: counts, what Azure will reject, and what is left out and why. */
export function GoalOutcome({ goal, plan, isExact }: GoalOutcomeProps) {
  const { refusal, leftOut, notes } = plan;
  const sizeProblem = describeExcess(goal, plan);
  const rejections = [...new Set(plan.plan.blockers.flatMap(({ code, text }) => (code === 'too-many-steps' ? [] : text)))];
  return (
    <>
      {refusal ? (
        <div className={panel.notices}>
          <Notice severity="error" title={refusal} />
        </div>
      ) : (
        <Section title="Required changes">
          <div className={panel.notes} aria-live="polite">
            {describeChanges(goal, plan, isExact).map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
            {notes.map((note) => (
              <p key={note} className={panel.quiet}>
                {note}
              </p>
            ))}
          </div>
        </Section>
      )}
      {plan.cost ? (
        <Section title="Cost">
          <p className={panel.quiet}>{plan.cost}</p>
        </Section>
      ) : null}
      {sizeProblem ? (
        <div className={panel.notices}>
          <Notice severity="error" title={sizeProblem.title}>
            <TextList texts={sizeProblem.next} />
          </Notice>
        </div>
      ) : null}
      {rejections.length > 0 ? (
        <div className={panel.notices}>
          <Notice severity="error" title={`Azure will reject ${count(rejections.length, 'part')} of this`}>
            <TextList texts={rejections} />
          </Notice>
        </div>
      ) : null}
      {leftOut.length > 0 ? (
        <Section title="Left out" count={leftOut.length}>
          <TextList texts={leftOut.map(({ text }) => text)} />
        </Section>
      ) : null}
    </>
  );
}

const INITIAL_COUNT = 5;

/** Lists the first texts, with a button that shows the rest. */
function TextList({ texts }: { readonly texts: readonly string[] }) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(texts, INITIAL_COUNT);
  return (
    <>
      <ul ref={list} className={panel.bullets}>
        {shown.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="item" />
    </>
  );
}
