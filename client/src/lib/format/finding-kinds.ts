/** What a finding can be, in the order in which they are listed: its severity, or that it is muted or inconclusive. */
export const KINDS_OF_FINDING = ['error', 'warning', 'info', 'unknown', 'muted'] as const;
export type KindOfFinding = (typeof KINDS_OF_FINDING)[number];
