import type { ApplyDocument, Problem } from '@peerscape/shared/api';
import { describeStep } from '@peerscape/shared/plan';
import type { Namer } from '@peerscape/shared/topology';
import type { RefObject } from 'react';
import { count, formatAge, formatList, latestAfter } from '../../../lib/format/format.ts';
import { Fold } from '../../../ui/fold.tsx';
import { ArmError } from '../../../ui/notice.tsx';
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

/** Lists the steps with their state: those that run first. */
export function StepProgressList({ document, name, list }: StepProgressListProps) {
  const now = useNow(1000);
  const { steps } = planOf(document.plan);
  return (
    <ol ref={list} className={css.rows} aria-label="Steps">
      {rowsOf(document).map((row) => (
        <Row key={row.step.id} row={row} comparison={comparisonOf(row, steps)} name={name} now={now} />
      ))}
    </ol>
  );
}

/** Waits up to this length are shown to the second, in milliseconds. */
const SHORT_WAIT_MS = 60_000;

function Row({ row, comparison, name, now }: { row: StepRow; comparison: Comparison | undefined; name: Namer; now: number }) {
  const { step, progress } = row;
  const { word, tone, means } = STEP_STATES[progress.state];
  const longWait = latestAfter(now + SHORT_WAIT_MS, [progress.until]);
  const note = tone === 'good' ? '' : describeProgress(longWait === undefined ? progress : { ...progress, until: null }, now);
  const isInProgress = tone === 'busy' || tone === 'waiting' || tone === 'unknown';
  return (
    <li className={css.row} data-item>
      <ActionSign action={step.action} />
      <div className={css.text}>
        <p>{describeStep(step, name)}.</p>
        <p className={css.state}>
          <StateSign tone={tone} word={word} />
          {note ? <span>{note}</span> : null}
          {longWait === undefined ? null : (
            <span>
              <WaitingUntil until={longWait} now={now} />
            </span>
          )}
          {isInProgress ? <span className={css.quiet}>since {formatAge(Date.parse(progress.since), now)}</span> : null}
          {progress.attempts > 1 ? <span className={css.quiet}>sent {count(progress.attempts, 'time')}</span> : null}
        </p>
        {means ? <p className={css.quiet}>{means}</p> : null}
        {progress.problem ? <StepProblem problem={progress.problem} /> : null}
        {comparison && comparison.rows.length > 0 ? <ComparisonTable comparison={comparison} isOpen={tone === 'bad'} /> : null}
      </div>
    </li>
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
