import type { Finding, OpenQuestion } from '@peerscape/shared/health';
import type { KindOfFinding } from '../../../lib/format/finding-kinds.ts';
import type { Health } from '../../../lib/state/use-health.ts';

/** A line of the list: a finding, muted or not, or a question that stayed open. */
export interface Entry {
  readonly id: string;
  readonly kind: KindOfFinding;
  readonly code: string;
  readonly title: string;
  readonly where: string;
  /** What was seen, or why it could not be told. */
  readonly text: string;
  readonly of: Finding | OpenQuestion;
}

/** All that can be listed: findings, open questions, and what is muted. */
export function entriesOf({ report, muted }: Pick<Health, 'report' | 'muted'>): readonly Entry[] {
  if (!report) return [];
  const asEntry = (finding: Finding): Entry => ({
    ...head(finding),
    kind: muted.has(finding.id) ? 'muted' : finding.severity,
    text: finding.text,
  });
  return [...report.findings.map(asEntry), ...report.unknown.map(asQuestion)];
}

const head = (of: Finding | OpenQuestion) => ({ id: of.id, code: of.code, title: of.title, where: of.where, of });

const asQuestion = (question: OpenQuestion): Entry => ({ ...head(question), kind: 'unknown', text: sentence(question.reason) });

/** A reason as it stands alone: it begins with a capital, unless with a name, and ends with a full stop. */
const sentence = (reason: string): string => `${/^(the|a) /.test(reason) ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason}.`;

/** Whether the rule found something, rather than being unable to look. */
export const isFinding = (of: Finding | OpenQuestion): of is Finding => 'severity' in of;
