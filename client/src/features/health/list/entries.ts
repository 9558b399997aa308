import type { Finding, OpenQuestion } from '@peerscape/shared/health';
import type { FindingKind } from '../../../lib/format/finding-kinds.ts';
import type { Health } from '../../../lib/state/use-health.ts';

/** A row of the findings list: a finding, muted or not, or an inconclusive check. */
export interface Entry {
  readonly id: string;
  readonly kind: FindingKind;
  readonly code: string;
  readonly title: string;
  readonly where: string;
  /** Details of the finding, or the reason why the check is inconclusive. */
  readonly text: string;
  readonly result: Finding | OpenQuestion;
}

/** Returns an entry for each finding, muted or not, and each inconclusive check; none before the first report. */
export function entriesOf({ report, muted }: Pick<Health, 'report' | 'muted'>): readonly Entry[] {
  if (!report) return [];
  const toEntry = (finding: Finding): Entry => ({
    ...commonFields(finding),
    kind: muted.has(finding.id) ? 'muted' : finding.severity,
    text: finding.text,
  });
  return [...report.findings.map(toEntry), ...report.unknown.map(toInconclusiveEntry)];
}

const commonFields = (result: Finding | OpenQuestion) => {
  const { id, code, title, where } = result;
  return { id, code, title, where, result };
};

const toInconclusiveEntry = (question: OpenQuestion): Entry => ({
  ...commonFields(question),
  kind: 'unknown',
  text: toSentence(question.reason),
});

/** Turns a reason into a sentence: a leading article is capitalised, a leading name is not, and a full stop is added. */
const toSentence = (reason: string): string => `${/^(the|a) /.test(reason) ? reason.charAt(0).toUpperCase() + reason.slice(1) : reason}.`;

/** Returns true for a finding, false for an inconclusive check. */
export const isFinding = (of: Finding | OpenQuestion): of is Finding => 'severity' in of;
