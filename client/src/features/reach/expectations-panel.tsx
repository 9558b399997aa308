import { Button } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, QuestionCircle16Filled } from '@fluentui/react-icons';
import { type EvaluatedExpectation, type ExpectationResult, formatExpectation, reasonOf } from '@peerscape/shared/expectations';
import type { Question } from '@peerscape/shared/reach';
import type { ReactElement } from 'react';
import { count } from '../../lib/format/format.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { countResults } from './describe-expectations.ts';
import css from './expectations.module.css';
import type { ExpectationsHandle } from './use-expectations.ts';

interface ExpectationsPanelProps {
  readonly expectations: ExpectationsHandle;
  readonly onAsk: (question: Question) => void;
  /** Opens a file dialog. */
  readonly onSelect: () => void;
  readonly onClose: () => void;
}

const EXAMPLE = `- from: spoke-dev/app
  to: spoke-prod/db
  protocol: tcp
  port: 1433
  must: not-reach   # or: reach
  because: development must not see production data`;

/** Lists the expectations of the opened file, each with whether it holds for what was read. */
export function ExpectationsPanel({ expectations: { file, evaluated, problem, close }, onAsk, onSelect, onClose }: ExpectationsPanelProps) {
  return (
    <Panel kind="Expectations" title={file?.name ?? 'What must reach what'} onClose={onClose}>
      <Section title="File">
        <p className={panel.quiet}>
          A file in YAML or JSON says what must reach what, and what must not. It is evaluated after each refresh; pipelines check the same
          file with <code>npm run check -- --expect</code>. It stays in this browser.
        </p>
        <div className={panel.actions}>
          <Button size="small" appearance={file ? 'secondary' : 'primary'} onClick={onSelect}>
            {file ? 'Open another file…' : 'Open a file…'}
          </Button>
          {file ? (
            <Button size="small" onClick={close}>
              Close file
            </Button>
          ) : (
            <span className={panel.quiet}>or drop it on this page</span>
          )}
        </div>
        {file ? null : <pre className={css.example}>{EXAMPLE}</pre>}
      </Section>
      {problem === undefined ? null : (
        <div className={panel.notices}>
          <Notice severity="error" title={problem} />
        </div>
      )}
      <p className="visually-hidden" aria-live="polite">
        {evaluated ? describeResults(evaluated) : ''}
      </p>
      {evaluated ? <ExpectationList evaluated={evaluated} onAsk={onAsk} /> : null}
    </Panel>
  );
}

/** Each result has its own icon, so that colour is never the only cue. Those that need attention come first. */
const RESULTS: Readonly<Record<ExpectationResult, { readonly label: string; readonly icon: ReactElement; readonly rank: number }>> = {
  broken: { label: 'Broken', icon: <DismissCircle16Filled />, rank: 0 },
  inconclusive: { label: 'Inconclusive', icon: <QuestionCircle16Filled />, rank: 1 },
  holds: { label: 'Holds', icon: <CheckmarkCircle16Filled />, rank: 2 },
};

function ExpectationList({
  evaluated,
  onAsk,
}: {
  readonly evaluated: readonly EvaluatedExpectation[];
  readonly onAsk: (question: Question) => void;
}) {
  const sorted = [...evaluated.entries()].sort(([, one], [, other]) => RESULTS[one.result].rank - RESULTS[other.result].rank);
  return (
    <Section title={describeResults(evaluated)}>
      <ul className={css.list} aria-label="Expectations">
        {sorted.map(([i, one]) => (
          <li key={i} className={css.item} data-result={one.result}>
            <span className={css.result}>
              {RESULTS[one.result].icon}
              {RESULTS[one.result].label}
            </span>
            <button type="button" className={panel.link} onClick={() => onAsk(one.expectation.question)}>
              {formatExpectation(one.expectation)}
            </button>
            {one.expectation.because === undefined ? null : <p className={panel.quiet}>Because {one.expectation.because}</p>}
            {one.result === 'holds' ? null : <p className={css.reason}>{reasonOf(one)}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const describeResults = (evaluated: readonly EvaluatedExpectation[]): string =>
  `${count(evaluated.length, 'expectation')}: ${countResults(evaluated)}`;
