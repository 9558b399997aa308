/** Findings: the list as data, and the page and panel that display it. */
export { type Entry, entriesOf, isFinding } from './list/entries.ts';
export { arrangeEntries, type FindingsSection, findAdjacentEntry, flattenSections } from './list/findings-sections.ts';

/** Loads the findings page and the finding panel on demand, with the documentation of all rules. */
export const loadFindings = () => import('./findings.tsx');
