/** Findings: the list as data, and the page and panel that show it. */
export { type Entry, entriesOf, isFinding } from './list/entries.ts';
export { inOrder, listOf, type Part, steppedFrom } from './list/list.ts';

/** Fetches the findings page and its panel, with the pages of all rules. */
export const loadFindings = () => import('./findings.tsx');
