import type { Family } from '../../net/index.ts';

/** Reason for which routes may exist that are not known. */
export interface Gap {
  /** Sentence that names the gateway. */
  readonly text: string;
  /** Address families of the routes. */
  readonly families: readonly Family[];
}

/** Returns each gap once. */
export const uniqueGaps = (gaps: readonly Gap[]): readonly Gap[] => [...new Map(gaps.map((gap) => [gap.text, gap])).values()];
