import { Button } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular, Copy16Regular, Person16Regular } from '@fluentui/react-icons';
import type { Act, ColleagueAct, Lesson } from '@peerscape/shared/tour';
import { ArmWords, Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './tour.module.css';
import type { Tour } from './use-tour.ts';

/** What ARM answers to az is not heard here, by where the tour is taken. */
const NOT_HEARD = {
  sandbox: 'What ARM answers to az is not heard here: the button above ticks the stop.',
  azure: 'What ARM answers to az is not heard here: read it there, and skip to the next stop.',
} as const;

interface ActListProps {
  readonly tour: Tour;
  readonly lesson: Lesson;
  readonly isSandbox: boolean;
  /** An apply is under way: what is in the way now may be gone in a moment. */
  readonly isApplying: boolean;
  /** It stands first in a band where lines are dear. */
  readonly isBand: boolean;
  readonly onCopy: (text: string, what: string) => void;
}

/** What is to be done by one's own hand, ticked when Azure shows it. */
export function ActList(props: ActListProps) {
  const { tour, isApplying, isBand } = props;
  const { acts, astray } = tour.stop;
  const wayBack = tour.isDone || isApplying ? undefined : astray?.(tour.seen);
  return (
    <section className={panel.section} aria-label="What to do">
      <h3 className={isBand ? 'visually-hidden' : panel.heading}>What to do</h3>
      <ul className={css.acts}>
        {acts.map((act) => (
          <ActItem key={act.text} act={act} {...props} />
        ))}
      </ul>
      <div role="status">
        {wayBack ? (
          <Notice severity="info" title="Something else is in the way">
            <Prose text={wayBack} />
          </Notice>
        ) : null}
      </div>
    </section>
  );
}

function ActItem({ act, ...props }: ActListProps & { readonly act: Act }) {
  const { stop, seen } = props.tour;
  const isTicked = seen.done.has(stop.id) || act.isDone(seen);
  return (
    <li className={css.act} data-done={isTicked}>
      <span className={css.tick}>
        {isTicked ? <CheckmarkCircle20Filled aria-hidden="true" /> : <Circle20Regular aria-hidden="true" />}
        <span className="visually-hidden">{isTicked ? 'Done: ' : 'To do: '}</span>
      </span>
      <div className={css.actText}>
        <p>
          <Prose text={act.text} />
        </p>
        {act.colleague ? <Colleague act={act.colleague} {...props} /> : null}
      </div>
    </li>
  );
}

function Colleague({ act, tour, lesson, isSandbox, onCopy }: ActListProps & { readonly act: ColleagueAct }) {
  const command = act.command(lesson);
  const answer = tour.seen.answers[act.id];
  return (
    <>
      {isSandbox ? (
        <Button size="small" icon={<Person16Regular />} disabled={tour.isBusy} onClick={() => tour.ask(act)}>
          {act.label}
        </Button>
      ) : null}
      {answer?.error ? <ArmWords code={answer.error.code} message={answer.error.message} /> : null}
      <details className={css.az}>
        <summary>The same with az</summary>
        <code>{command}</code>
        {act.isHeard ? <p>{NOT_HEARD[isSandbox ? 'sandbox' : 'azure']}</p> : null}
        <Button size="small" appearance="subtle" icon={<Copy16Regular />} onClick={() => onCopy(command, 'command')}>
          Copy the command
        </Button>
      </details>
    </>
  );
}
