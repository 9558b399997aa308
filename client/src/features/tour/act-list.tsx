import { Button } from '@fluentui/react-components';
import { CheckmarkCircle20Filled, Circle20Regular, Copy16Regular, Person16Regular } from '@fluentui/react-icons';
import type { Act, ExternalAct, Lesson } from '@peerscape/shared/tour';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Fold } from '../../ui/fold.tsx';
import { ArmError, Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Prose } from '../../ui/prose.tsx';
import css from './tour.module.css';
import type { Tour } from './use-tour.ts';

/** Notes that Peerscape does not see the response to an az command, by where the tour runs. */
const RESPONSE_NOTES = {
  sandbox: 'Peerscape does not see the response to this command. Use the button above to complete the stop.',
  azure: 'Peerscape does not see the response to this command. Read it in your terminal, then skip to the next stop.',
} as const;

interface ActListProps {
  readonly tour: Tour;
  readonly lesson: Lesson;
  readonly isSandbox: boolean;
  /** An apply is running, so what blocks the stop now may be gone in a moment. */
  readonly isApplying: boolean;
  /** The tour is a band above the view, with little vertical space. */
  readonly isBand: boolean;
  readonly onCopy: (text: string, what: string) => void;
}

/** Renders the tasks of the stop, ticked when Azure shows that they are done. */
export function ActList(props: ActListProps) {
  const { tour, isApplying, isBand } = props;
  const { acts, describeRecovery } = tour.stop;
  const recovery = tour.isDone || isApplying ? undefined : describeRecovery?.(tour.seen);
  return (
    <section className={panel.section} aria-label="What to do">
      <h3 className={isBand ? 'visually-hidden' : panel.heading}>What to do</h3>
      <ul className={css.acts}>
        {acts.map((act) => (
          <ActItem key={act.text} act={act} {...props} />
        ))}
      </ul>
      <div role="status">
        {recovery ? (
          <Notice severity="info" title="Something else needs to be fixed first">
            <Prose text={recovery} />
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
        {act.externalAct ? <ExternalTask act={act.externalAct} {...props} /> : null}
      </div>
    </li>
  );
}

/** Renders a task that an external actor can do in the sandbox, with the equivalent az commands. */
function ExternalTask({ act, tour, lesson, isSandbox, onCopy }: ActListProps & { readonly act: ExternalAct }) {
  const commands = act.toCommands(lesson);
  const text = commands.join('\n');
  const isSingle = commands.length === 1;
  const response = tour.seen.answers[act.id];
  return (
    <>
      {isSandbox ? (
        <Button size="small" icon={<Person16Regular />} disabled={tour.isBusy} onClick={() => tour.requestExternalAction(act)}>
          {act.label}
        </Button>
      ) : null}
      {response?.error ? <ArmError code={response.error.code} message={response.error.message} /> : null}
      <Fold title={isSingle ? 'Azure CLI command' : 'Azure CLI commands'} isInline>
        <CodeBlock text={text} isWrapped={isSingle} />
        {act.needsResponse ? <p>{RESPONSE_NOTES[isSandbox ? 'sandbox' : 'azure']}</p> : null}
        <Button
          className={css.copy ?? ''}
          size="small"
          appearance="subtle"
          icon={<Copy16Regular />}
          onClick={() => onCopy(text, isSingle ? 'command' : 'commands')}
        >
          {isSingle ? 'Copy command' : 'Copy commands'}
        </Button>
      </Fold>
    </>
  );
}
