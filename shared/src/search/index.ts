/** Parses, completes and evaluates searches of a topology. Does not show results. */
export { completeSearch, type Suggestion } from './complete.ts';
export { describeMissing } from './describe-missing.ts';
export type { FindingMark } from './finding-mark.ts';
export { matchFindings, matchPeerings, matchTopology } from './match.ts';
export { parseSearch } from './parse.ts';
export { PRESETS } from './presets.ts';
export type { Query, SearchParseResult, SearchProblem } from './query.ts';
export type { SearchContext } from './search-index.ts';
export { TERMS, type Term } from './terms.ts';
