/** Kinds of findings in display order: the severities, then muted and inconclusive. */
export const FINDING_KINDS = ['error', 'warning', 'info', 'unknown', 'muted'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
