/** Knows what can be wrong with a topology, how to say it and what would end it; refuses to know how to carry that out. */
export type { About, NameOf } from './about.ts';
export { CATALOGUE } from './catalogue.ts';
export { coverageInWords, EXPORT_COMMAND } from './coverage.ts';
export { PAGE_HEADINGS, type Page, readPage } from './pages.ts';
export type { Doubt, Rule, Severity } from './rule.ts';
export { type AboutThing, type Finding, type OpenQuestion, type Report, runRules } from './run.ts';
