import type { ResourceKey } from '@peerscape/shared/arm';
import type { Answer } from '@peerscape/shared/reach';
import { type ReactNode, useMemo } from 'react';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { describeAnswer } from './describe-answer.ts';
import { type Place, placeInSentence, toRoutedEnd } from './place.ts';
import css from './reach.module.css';
import { TraceView } from './trace-view.tsx';
import { VerdictBadge } from './verdict-badge.tsx';
import { type WaysOutProps, WaysOutSection } from './ways-out-section.tsx';

interface AnswerViewProps extends Omit<WaysOutProps, 'ends'> {
  readonly from: Place;
  readonly to: Place;
  readonly answer: Answer;
  /** Shown below the answer. */
  readonly children: ReactNode;
  readonly onInspect: (vnet: ResourceKey) => void;
}

/** Returns true if a change of peerings or routes may help. Routes that were not learned leave open whether it is needed. */
const isFixable = ({ verdict, forward }: Answer): boolean =>
  verdict === 'unreachable' || verdict === 'one-way' || forward.blocker?.code === 'routes-not-learned';

/** Shows an answer: the verdict in one sentence, and both directions hop by hop. */
export function AnswerView(props: AnswerViewProps) {
  const { topology, nameOf, from, to, answer, children, onInspect } = props;
  const { verdict, forward, back, assumptions } = answer;
  const [fromName, toName] = [placeInSentence(nameOf, from), placeInSentence(nameOf, to)];
  const start = useMemo(() => toRoutedEnd(from), [from]);
  const target = useMemo(() => toRoutedEnd(to), [to]);
  const { sentence, reason } = describeAnswer(answer, fromName, toName);
  const trace = { topology, nameOf, reason, onInspect };
  return (
    <>
      <section className={css.answer} aria-label="Answer" aria-live="polite">
        <VerdictBadge verdict={verdict} />
        <p className={css.sentence}>{sentence}</p>
        {reason ? <p className={css.reason}>{reason}</p> : null}
      </section>
      {children}
      {start && target && start.vnet !== target.vnet && isFixable(answer) ? <WaysOutSection {...props} ends={[start, target]} /> : null}
      <TraceView key={`there ${verdict}`} {...trace} title="There" trace={forward} isOpen />
      <TraceView key={`back ${verdict}`} {...trace} title="Back" trace={back} isOpen={!forward.blocker && verdict !== 'reachable'} />
      {assumptions.length > 0 ? (
        <Section title="Assumptions" count={assumptions.length}>
          <ul className={panel.bullets}>
            {assumptions.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}
