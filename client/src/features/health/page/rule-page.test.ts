import { CATALOGUE, PAGE_HEADINGS, parsePage } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { parseMarkdown } from './parse-markdown.ts';
import { findRulePage } from './rule-page.tsx';

test.each(CATALOGUE.map(({ code, slug }) => [code, slug]))('ships the page of %s in the supported subset of Markdown', (code, slug) => {
  const { title, sections } = parsePage(findRulePage(slug));
  expect(title).toContain(code);
  expect(sections.map(({ heading }) => heading)).toEqual(PAGE_HEADINGS);
  for (const { body } of sections) {
    const pieces = parseMarkdown(body).flatMap((block) =>
      block.kind === 'paragraph' ? block.content : block.kind === 'list' ? block.items.flat() : [],
    );
    for (const piece of pieces) if (piece.kind === 'text') expect(piece.text).not.toMatch(/[`[\]]|\*\*|^#|^\d+\. |\|/);
  }
});
