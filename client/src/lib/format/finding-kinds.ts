/** Kinds of findings in display order: the severities, then muted and inconclusive. */
export const KINDS_OF_FINDING = ['error', 'warning', 'info', 'unknown', 'muted'] as const;
export type KindOfFinding = (typeof KINDS_OF_FINDING)[number];
