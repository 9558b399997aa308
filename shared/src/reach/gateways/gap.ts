import type { Family } from '../../net/index.ts';

/** Reason for which routes may exist that are not known. */
export interface Gap {
  /** Sentence that names the gateway. */
  readonly text: string;
  /** Address families of the routes. */
  readonly families: readonly Family[];
  /** Id of the gateway or Route Server that can be asked for them; undefined if it was not read itself. */
  readonly sourceId: string | undefined;
}

/** Returns the ids of the gateways and Route Servers that can be asked, each once. */
export const sourcesOf = (gaps: readonly Gap[]): readonly string[] => [...new Set(gaps.flatMap(({ sourceId }) => sourceId ?? []))];

/** Returns each gap once. */
export const uniqueGaps = (gaps: readonly Gap[]): readonly Gap[] => [...new Map(gaps.map((gap) => [gap.text, gap])).values()];
