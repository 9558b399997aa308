import { Button } from '@fluentui/react-components';
import type { Finding } from '@peerscape/shared/health';
import { useState } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { SeveritySign, severityWord } from '../../ui/severity-mark.tsx';
import css from './inspect.module.css';
import { Section } from './section.tsx';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}

/** How many are listed before one asks for all. */
const FIRST = 6;

/** What is wrong with it, errors first, each leading to its finding. Nothing wrong is not mentioned. */
export function FindingList({ findings, onFinding }: FindingListProps) {
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const listed = all ? findings : findings.slice(0, FIRST);
  return (
    <Section title="Findings" count={findings.length}>
      <ul className={css.rows}>
        {listed.map((finding) => (
          <li key={finding.id}>
            <button type="button" className={css.findingRow} onClick={() => onFinding(finding)}>
              <SeveritySign kind={finding.severity} />
              <span className="visually-hidden">{severityWord(finding.severity)}: </span>
              <span className={css.findingTitle}>{finding.title}</span>
              <span className={css.findingWhere}>{finding.where}</span>
            </button>
          </li>
        ))}
      </ul>
      {listed.length < findings.length ? (
        <div>
          <Button size="small" onClick={() => setAll(true)}>
            Show all {formatNumber(findings.length)}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
