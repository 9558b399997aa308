/** Parses, completes and evaluates searches of a topology. Does not show results. */
export { checkSearch, endsInKey } from './check-search.ts';
export { completeSearch, type Suggestion } from './complete.ts';
export { describeMissing } from './describe-missing.ts';
export type { FindingMark } from './finding-mark.ts';
export { type FilteredTopology, filterTopology, matchFindings, matchPeerings, matchTopology } from './match.ts';
export { formatNear } from './near.ts';
export { parseSearch } from './parse.ts';
export { PRESETS } from './presets.ts';
export type { Query, SearchParseResult, SearchProblem } from './query.ts';
export type { SearchContext } from './search-index.ts';
export { TERMS, type Term } from './terms.ts';
