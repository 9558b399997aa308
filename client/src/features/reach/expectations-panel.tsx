import { Button } from '@fluentui/react-components';
import { CheckmarkCircle16Filled, DismissCircle16Filled, QuestionCircle16Filled } from '@fluentui/react-icons';
import {
  type EvaluatedExpectation,
  type Expectation,
  type ExpectationResult,
  evaluateExpectations,
  formatExpectation,
  parseExpectations,
  reasonOf,
} from '@peerscape/shared/expectations';
import type { Question } from '@peerscape/shared/reach';
import type { Topology } from '@peerscape/shared/topology';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { count } from '../../lib/format/format.ts';
import { useLearnedRoutes } from '../../lib/server/use-learned-routes.ts';
import { createPreference } from '../../lib/state/create-preference.ts';
import { Notice } from '../../ui/notice.tsx';
import panel from '../../ui/panel.module.css';
import { Panel, Section } from '../../ui/panel.tsx';
import { reachOf } from './engine.ts';
import css from './expectations.module.css';

interface ExpectationsPanelProps {
  readonly topology: Topology;
  readonly revision: number;
  /** False for files. */
  readonly isLive: boolean;
  readonly onAsk: (question: Question) => void;
  /** Opens a file dialog; the callback receives the selected file. */
  readonly onSelect: (onFile: (file: File) => void) => void;
  readonly onClose: () => void;
}

/** File of expectations as this browser keeps it; the file itself belongs to a repository. */
interface OpenedFile {
  readonly name: string;
  readonly text: string;
}

const opened = createPreference('expectations', '', (text) => text);

function readOpened(): OpenedFile | undefined {
  const [name, ...lines] = opened.read().split('\n');
  return name ? { name, text: lines.join('\n') } : undefined;
}

const writeOpened = (file: OpenedFile | undefined): void => opened.write(file ? `${file.name}\n${file.text}` : '');

type Parsed = { readonly expectations: readonly Expectation[] } | { readonly problem: string };

/** Lists the expectations of a file, each with whether it holds for what was read. Evaluates them again whenever that changes. */
export function ExpectationsPanel({ topology, revision, isLive, onAsk, onSelect, onClose }: ExpectationsPanelProps) {
  const { readings } = useLearnedRoutes(isLive, revision);
  const [file, setFile] = useState(readOpened);
  const [parsed, setParsed] = useState<Parsed>();
  useEffect(() => {
    let isCurrent = true;
    if (file) void parse(file).then((result) => isCurrent && setParsed(result));
    return () => {
      isCurrent = false;
    };
  }, [file]);
  const show = (next: OpenedFile | undefined): void => {
    writeOpened(next);
    setParsed(undefined);
    setFile(next);
  };
  const open = () => onSelect((selected) => void selected.text().then((text) => show({ name: selected.name, text })));
  const evaluated = useMemo(
    () => (parsed && 'expectations' in parsed ? evaluateExpectations(parsed.expectations, reachOf(topology, readings)) : undefined),
    [parsed, topology, readings],
  );
  return (
    <Panel kind="Expectations" title={file?.name ?? 'What must reach what'} onClose={onClose}>
      <Section title="File">
        <p className={panel.quiet}>
          A file in YAML or JSON says what must reach what, and what must not. It is evaluated after each refresh; pipelines check the same
          file with <code>npm run check -- --expect</code>. It stays in this browser.
        </p>
        <div className={panel.actions}>
          <Button size="small" appearance={file ? 'secondary' : 'primary'} onClick={open}>
            {file ? 'Open another file…' : 'Open a file…'}
          </Button>
          {file ? (
            <Button size="small" onClick={() => show(undefined)}>
              Close file
            </Button>
          ) : null}
        </div>
      </Section>
      {file && parsed && 'problem' in parsed ? <Notice severity="error" title={parsed.problem} /> : null}
      {evaluated ? <ExpectationList evaluated={evaluated} onAsk={onAsk} /> : null}
    </Panel>
  );
}

async function parse({ name, text }: OpenedFile): Promise<Parsed> {
  const result = await parseExpectations(text);
  return result.ok ? { expectations: result.value } : { problem: `${name}: ${result.problem}` };
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
  const sorted = [...evaluated].sort((one, other) => RESULTS[one.result].rank - RESULTS[other.result].rank);
  return (
    <Section title={describeCounts(evaluated)}>
      <ul className={css.list} aria-label="Expectations">
        {sorted.map((one) => (
          <li key={one.expectation.line} className={css.item} data-result={one.result}>
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

function describeCounts(evaluated: readonly EvaluatedExpectation[]): string {
  const countOf = (kind: ExpectationResult): number => evaluated.filter(({ result }) => result === kind).length;
  const [broken, inconclusive] = [countOf('broken'), countOf('inconclusive')];
  if (broken + inconclusive === 0) return `${count(evaluated.length, 'expectation')}: all hold`;
  return [`${count(evaluated.length, 'expectation')}: ${broken} broken`, `${inconclusive} inconclusive`, `${countOf('holds')} hold`].join(
    ' · ',
  );
}
