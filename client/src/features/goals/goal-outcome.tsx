import { Button } from '@fluentui/react-components';
import type { Goal, GoalPlan } from '@peerscape/shared/goals';
import { useState } from 'react';
import { count, formatNumber } from '../../lib/format/format.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { countWords, sizeWords } from './goal-words.ts';
import css from './goals.module.css';

interface GoalOutcomeProps {
  readonly goal: Goal;
  readonly plan: GoalPlan;
  readonly isExact: boolean;
}

/** What the goal takes: counts, what Azure would refuse, what is left out and why. */
export function GoalOutcome({ goal, plan, isExact }: GoalOutcomeProps) {
  const { refusal, leftOut, notes } = plan;
  const size = sizeWords(goal, plan);
  const refused = [...new Set(plan.plan.blockers.flatMap(({ code, text }) => (code === 'too-many-steps' ? [] : text)))];
  return (
    <>
      {refusal ? (
        <div className={panel.notices}>
          <Notice severity="error" title={refusal} />
        </div>
      ) : (
        <Section title="What it takes">
          <div className={panel.notes} aria-live="polite">
            {countWords(goal, plan, isExact).map((sentence) => (
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
      {size ? (
        <div className={panel.notices}>
          <Notice severity="error" title={size.title}>
            <Texts texts={size.next} />
          </Notice>
        </div>
      ) : null}
      {refused.length > 0 ? (
        <div className={panel.notices}>
          <Notice severity="error" title={`Azure would refuse ${count(refused.length, 'part')} of this`}>
            <Texts texts={refused} />
          </Notice>
        </div>
      ) : null}
      {leftOut.length > 0 ? (
        <Section title="Left out" count={leftOut.length}>
          <Texts texts={leftOut.map(({ text }) => text)} />
        </Section>
      ) : null}
    </>
  );
}

const AT_FIRST = 5;

/** The first of many texts; the others on demand. */
function Texts({ texts }: { readonly texts: readonly string[] }) {
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? texts : texts.slice(0, AT_FIRST);
  return (
    <>
      <ul className={panel.bullets}>
        {shown.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {shown.length < texts.length ? (
        <Button className={css.more ?? ''} size="small" appearance="subtle" onClick={() => setShowsAll(true)}>
          Show {formatNumber(texts.length - shown.length)} more
        </Button>
      ) : null}
    </>
  );
}
