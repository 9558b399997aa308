import type { ResourceKey } from '@peerscape/shared/arm';
import type { Answer, Verdict } from '@peerscape/shared/reach';
import panel from '../../ui/panel.module.css';
import { Section } from '../../ui/panel.tsx';
import { findCommonPeers } from './common-peers.ts';
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
  readonly onInspect: (vnet: ResourceKey) => void;
}

/** Verdicts for which a change of peerings may help. */
const FIXABLE: readonly Verdict[] = ['unreachable', 'one-way'];

/** Shows an answer: the verdict in one sentence, and both directions hop by hop. */
export function AnswerView(props: AnswerViewProps) {
  const { topology, nameOf, from, to, answer, onInspect } = props;
  const { verdict, forward, back, assumptions } = answer;
  const [fromName, toName] = [placeInSentence(nameOf, from), placeInSentence(nameOf, to)];
  const [start, target] = [toRoutedEnd(from), toRoutedEnd(to)];
  const via = findCommonPeers(topology, start?.vnet.key, target?.vnet.key).map(nameOf);
  const { sentence, reason } = describeAnswer(answer, fromName, toName, via);
  const trace = { topology, nameOf, reason, onInspect };
  return (
    <>
      <section className={css.answer} aria-label="Answer" aria-live="polite">
        <VerdictBadge verdict={verdict} />
        <p className={css.sentence}>{sentence}</p>
        {reason ? <p className={css.reason}>{reason}</p> : null}
      </section>
      {start && target && start.vnet !== target.vnet && FIXABLE.includes(verdict) ? (
        <WaysOutSection {...props} ends={[start, target]} />
      ) : null}
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
