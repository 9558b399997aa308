import { parsePage, type Rule } from '@peerscape/shared/health';
import { PAGE_TEXTS } from './page-texts.ts';

/** The page of a rule, for reports that are read outside Peerscape. */
export interface RulePage {
  /** Explanation of the fault, in one paragraph of plain text. */
  readonly meaning: string;
  readonly markdown: string;
  readonly text: string;
  /** First https link of the page, which leads to Microsoft's documentation. */
  readonly uri: string | undefined;
}

/** Heading of the section to omit: the example is a fixture that only Peerscape can read. */
const OMITTED_HEADING = 'Example';

/** Returns the pages of rules by rule code. */
export const readRulePages = (rules: readonly Rule[]): ReadonlyMap<string, RulePage> =>
  new Map(
    rules.flatMap(({ code, slug }) => {
      const text = PAGE_TEXTS.get(slug);
      return text === undefined ? [] : [[code, toReportPage(text)]];
    }),
  );

function toReportPage(source: string): RulePage {
  const sections = parsePage(source).sections.filter(({ heading }) => heading !== OMITTED_HEADING);
  const markdown = sections.map(({ heading, body }) => `## ${heading}\n\n${body}`).join('\n\n');
  return {
    meaning: toPlainText(sections[0]?.body ?? ''),
    markdown,
    text: toPlainText(markdown),
    uri: /\]\((https:\/\/[^)\s]+)\)/.exec(markdown)?.[1],
  };
}

/** Converts Markdown to plain text; links keep their address in parentheses. */
const toPlainText = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, '$1 ($2)')
    .replace(/^#+ /gm, '')
    .replace(/`/g, '');
