import type { Finding } from '@peerscape/shared/health';
import { useRef } from 'react';
import { Section } from '../../ui/panel.tsx';
import { SeverityIcon, severityLabel } from '../../ui/severity-badge.tsx';
import { ShowMore, useShowMore } from '../../ui/show-more.tsx';
import css from './inspect.module.css';

interface FindingListProps {
  readonly findings: readonly Finding[];
  readonly onFinding: (finding: Finding) => void;
}

/** Number of findings listed at first. */
const INITIAL_COUNT = 6;

/** Lists the findings of the inspected item, errors first, each opening its panel; renders nothing when there are none. */
export function FindingList({ findings, onFinding }: FindingListProps) {
  const list = useRef<HTMLUListElement>(null);
  const { shown, more } = useShowMore(findings, INITIAL_COUNT);
  if (findings.length === 0) return null;
  return (
    <Section title="Findings" count={findings.length}>
      <ul ref={list} className={css.rows}>
        {shown.map((finding) => (
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
      <ShowMore {...more} list={list} noun="finding" />
    </Section>
  );
}
