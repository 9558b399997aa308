// all pages together are small; they come with the findings and need no further request
const FILES = import.meta.glob<string>('../../../../../shared/src/health/rules/*.md', { query: '?raw', import: 'default', eager: true });

const PAGES = new Map(Object.entries(FILES).map(([file, text]) => [file.replace(/^.*\/|\.md$/g, ''), text]));

/** The page of the rule with that slug, as Markdown. */
export const pageOf = (slug: string): string => PAGES.get(slug) ?? '';
