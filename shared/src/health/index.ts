/** Rules that find problems in a topology, with their texts and remedies. Carrying out the remedies is not part of this module. */
export type { About, NameOf } from './about.ts';
export { CATALOGUE } from './catalogue.ts';
export { coverageInWords, EXPORT_COMMAND } from './coverage.ts';
export { PAGE_HEADINGS, type Page, readPage } from './pages.ts';
export type { Doubt, Rule, Severity } from './rule.ts';
export { type AboutThing, type Finding, type OpenQuestion, type Report, runRules } from './run.ts';
