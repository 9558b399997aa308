import type { Node, Peering } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { SearchIndex } from './search-index.ts';

/** Whether a VNet or ghost is meant, and whether a peering is. A finding is meant when what it is about is, unless the term says otherwise. */
export interface QueryTest {
  readonly node: (node: Node) => boolean;
  readonly peering: (peering: Peering) => boolean;
  readonly finding?: (finding: FindingMark) => boolean;
}

/** What a term asks of one topology; everything that can be decided once is decided when it is called. */
export type TermQuery = (index: SearchIndex) => QueryTest;

/** A search, understood. */
export type Query =
  | { readonly kind: 'everything' }
  | { readonly kind: 'term'; readonly key: string; readonly value: string; readonly ask: TermQuery }
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] };

/** What is wrong with a search, and the part of the text where it is. */
export interface SearchProblem {
  readonly ok: false;
  readonly problem: string;
  readonly from: number;
  readonly to: number;
  /** Whether typing on could make it right: nothing to complain about while a person still types. */
  readonly unfinished: boolean;
}

/** A search that was understood, or what is wrong with it. */
export type SearchParseResult = { readonly ok: true; readonly value: Query } | SearchProblem;
