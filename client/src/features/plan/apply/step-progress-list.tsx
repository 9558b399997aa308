import type { ApplyDocument, Problem, StepProgress } from '@peerscape/shared/api';
import { describeStep, type Step } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import { memo, type RefObject } from 'react';
import { count, formatElapsed, formatList, latestAfter } from '../../../lib/format/format.ts';
import { Fold } from '../../../ui/fold.tsx';
import { ArmError } from '../../../ui/notice.tsx';
import { ShowMore, useShowMore } from '../../../ui/show-more.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { WaitingUntil } from '../../../ui/waiting-until.tsx';
import { ActionSign } from '../action-sign.tsx';
import { planOf } from '../plan-of.ts';
import { StateSign } from '../state-sign.tsx';
import css from './step-progress-list.module.css';
import { type Comparison, comparisonOf, rowsOf, type StepRow } from './step-rows.ts';
import { describeProgress, STEP_STATES } from './step-states.ts';

interface StepProgressListProps {
  readonly document: ApplyDocument;
  readonly name: Namer;
  readonly list: RefObject<HTMLOListElement | null>;
}

/** Number of steps shown initially, so that a deployment of thousands does not slow the page down. */
const INITIAL_COUNT = 200;

/** Lists the steps with their state: those that run first. */
export function StepProgressList({ document, name, list }: StepProgressListProps) {
  const { steps } = planOf(document.plan);
  const { shown, more } = useShowMore(rowsOf(document), INITIAL_COUNT);
  return (
    <>
      <ol ref={list} className={css.rows} aria-label="Steps">
        {shown.map(({ step, progress }) => (
          <Row key={step.id} step={step} progress={progress} steps={steps} name={name} />
        ))}
      </ol>
      <ShowMore {...more} list={list} noun="step" />
    </>
  );
}

/** Waits up to this length are shown to the second, in milliseconds. */
const SHORT_WAIT_MS = 60_000;

type RowProps = StepRow & { readonly steps: readonly Step[]; readonly name: Namer };

/** Renders a step; only when its own progress changes, because there may be thousands. */
const Row = memo(function Row({ step, progress, steps, name }: RowProps) {
  const { tone, means } = STEP_STATES[progress.state];
  const comparison = comparisonOf({ step, progress }, steps);
  return (
    <li className={css.row} data-item>
      <ActionSign action={step.action} />
      <div className={css.text}>
        <p>{describeStep(step, name)}.</p>
        <ProgressLine progress={progress} />
        {means ? <p className={css.quiet}>{means}</p> : null}
        {progress.problem ? <StepProblem problem={progress.problem} /> : null}
        {comparison && comparison.rows.length > 0 ? <ComparisonTable comparison={comparison} isOpen={tone === 'bad'} /> : null}
      </div>
    </li>
  );
});

const isInProgress = ({ state }: StepProgress): boolean => ['busy', 'waiting', 'unknown'].includes(STEP_STATES[state].tone);

/** Renders the state of a step; each second while it is in progress. */
const ProgressLine = ({ progress }: Pick<StepRow, 'progress'>) =>
  isInProgress(progress) ? <RunningProgress progress={progress} /> : <ProgressAt progress={progress} now={Date.now()} />;

const RunningProgress = ({ progress }: Pick<StepRow, 'progress'>) => <ProgressAt progress={progress} now={useNow(1000)} />;

function ProgressAt({ progress, now }: Pick<StepRow, 'progress'> & { readonly now: number }) {
  const { word, tone } = STEP_STATES[progress.state];
  const longWait = latestAfter(now + SHORT_WAIT_MS, [progress.until]);
  const note = tone === 'good' ? '' : describeProgress(longWait === undefined ? progress : { ...progress, until: null }, now);
  return (
    <p className={css.state}>
      <StateSign tone={tone} word={word} />
      {note ? <span>{note}</span> : null}
      {longWait === undefined ? null : (
        <span>
          <WaitingUntil until={longWait} now={now} />
        </span>
      )}
      {isInProgress(progress) ? <span className={css.quiet}>for {formatElapsed(now - Date.parse(progress.since))}</span> : null}
      {progress.attempts > 1 ? <span className={css.quiet}>sent {count(progress.attempts, 'time')}</span> : null}
    </p>
  );
}

/** Shows Azure’s error message if there is one, otherwise that of Peerscape. */
function StepProblem({ problem: { title, detail, arm } }: { problem: Problem }) {
  return arm ? <ArmError code={arm.code} message={arm.message} /> : <ArmError message={detail ? `${title}. ${detail}` : title} />;
}

function ComparisonTable({ comparison: { heads, rows }, isOpen }: { comparison: Comparison; isOpen: boolean }) {
  return (
    <Fold
      title={formatList(heads.map((head) => head.toLowerCase())).replace(/^./, (letter) => letter.toUpperCase())}
      isOpen={isOpen}
      isInline
    >
      <div className={css.scroll}>
        <table className={css.comparison}>
          <thead>
            <tr>
              <td />
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ what, values }) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                {values.map((value, i) => (
                  <td key={heads[i]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Fold>
  );
}
