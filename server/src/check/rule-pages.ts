import { type Rule, readPage } from '@peerscape/shared/health';
import { PAGE_TEXTS } from './page-texts.ts';

/** What a rule's page says, for who reads it far from Peerscape. */
export interface RulePage {
  /** What the fault means, in one paragraph. */
  readonly meaning: string;
  readonly markdown: string;
  readonly text: string;
  /** The first page of Microsoft's that it points to. */
  readonly uri: string | undefined;
}

/** The example is a world, which only Peerscape can read. */
const LEFT_OUT = 'Example';

/** The page of each rule, by code. */
export const rulePages = (rules: readonly Rule[]): ReadonlyMap<string, RulePage> =>
  new Map(
    rules.flatMap(({ code, slug }) => {
      const text = PAGE_TEXTS.get(slug);
      return text === undefined ? [] : [[code, pageOf(text)]];
    }),
  );

function pageOf(source: string): RulePage {
  const sections = readPage(source).sections.filter(({ heading }) => heading !== LEFT_OUT);
  const markdown = sections.map(({ heading, body }) => `## ${heading}\n\n${body}`).join('\n\n');
  return {
    meaning: plain(sections[0]?.body ?? ''),
    markdown,
    text: plain(markdown),
    uri: /\]\((https:\/\/[^)\s]+)\)/.exec(markdown)?.[1],
  };
}

/** Markdown without its marks; links keep their address. */
const plain = (markdown: string): string =>
  markdown
    .replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, '$1 ($2)')
    .replace(/^#+ /gm, '')
    .replace(/`/g, '');
