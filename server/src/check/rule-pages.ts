import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Rule, readPage } from '@peerscape/shared/health';
import { StartFailure } from '../open-source.ts';

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

/** The page of each rule, by code, from the directory in which they stand beside the rules. */
export async function rulePages(directory: string, rules: readonly Rule[]): Promise<ReadonlyMap<string, RulePage>> {
  return new Map(
    await Promise.all(rules.map(async (rule) => [rule.code, pageOf(await load(join(directory, `${rule.slug}.md`)))] as const)),
  );
}

const load = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: Error) => {
    throw new StartFailure(`The page of a rule cannot be read, so this Peerscape is not whole: ${error.message}`);
  });

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
