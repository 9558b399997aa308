import { Button } from '@fluentui/react-components';
import type { Finding } from '@peerscape/shared/health';
import { useState } from 'react';
import { formatNumber } from '../../lib/format/format.ts';
import { Section } from '../../ui/panel.tsx';
import { SeverityIcon, severityLabel } from '../../ui/severity-badge.tsx';
import css from './inspect.module.css';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}

/** Number of findings listed until “Show all” is chosen. */
const INITIAL_COUNT = 6;

/** Lists the findings of the inspected item, errors first, each opening its panel; renders nothing when there are none. */
export function FindingList({ findings, onFinding }: FindingListProps) {
  const [showsAll, setShowsAll] = useState(false);
  if (findings.length === 0) return null;
  const listed = showsAll ? findings : findings.slice(0, INITIAL_COUNT);
  return (
    <Section title="Findings" count={findings.length}>
      <ul className={css.rows}>
        {listed.map((finding) => (
          <li key={finding.id}>
            <button type="button" className={css.findingRow} onClick={() => onFinding(finding)}>
              <SeverityIcon kind={finding.severity} />
              <span className="visually-hidden">{severityLabel(finding.severity)}: </span>
              <span className={css.findingTitle}>{finding.title}</span>
              <span className={css.findingWhere}>{finding.where}</span>
            </button>
          </li>
        ))}
      </ul>
      {listed.length < findings.length ? (
        <div>
          <Button size="small" onClick={() => setShowsAll(true)}>
            Show all {formatNumber(findings.length)}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
