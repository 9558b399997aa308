import type { AttachedKind, Node, Peering } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import type { SearchIndex } from './search-index.ts';

/** The tests of a query. Without `finding`, a finding matches when the resources that it refers to match. */
export interface QueryTest {
  readonly node: (node: Node) => boolean;
  readonly peering: (peering: Peering) => boolean;
  readonly finding?: (finding: FindingMark) => boolean;
  /** True if `peering` tests the peering itself rather than its ends. */
  readonly isAboutPeerings?: boolean;
}

/** Creates the test of a term for one topology; work that is the same for all resources is done once, when it is called. */
export type TermQuery = (index: SearchIndex) => QueryTest;

/** Part of a search text. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A parsed search. */
export type Query =
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'term';
      readonly key: string;
      readonly value: string;
      readonly createTest: TermQuery;
      /** Resource types that decide what matches. */
      readonly needs: readonly AttachedKind[];
      /** Position in the text. */
      readonly at: TextRange;
    }
  | { readonly kind: 'not'; readonly of: Query }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Query[] };

/** A problem of a search text, with its position. */
export interface SearchProblem extends TextRange {
  readonly ok: false;
  readonly problem: string;
  /** True if further typing could correct it; it is then not reported as an error while the user is typing. */
  readonly unfinished: boolean;
}

/** A parsed search or its problem. */
export type SearchParseResult = { readonly ok: true; readonly value: Query } | SearchProblem;
