import { CATALOGUE, PAGE_HEADINGS, readPage } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { parseMarkdown } from './markdown.ts';
import { pageOf } from './pages.ts';

test.each(CATALOGUE.map(({ code, slug }) => [code, slug]))(
  '%s has its page here, in the part of Markdown that is understood',
  (code, slug) => {
    const { title, sections } = readPage(pageOf(slug));
    expect(title).toContain(code);
    expect(sections.map(({ heading }) => heading)).toEqual(PAGE_HEADINGS);
    for (const { body } of sections) {
      const loose = parseMarkdown(body).flatMap((block) =>
        block.kind === 'paragraph' ? block.content : block.kind === 'list' ? block.items.flat() : [],
      );
      for (const piece of loose) if (piece.kind === 'text') expect(piece.text).not.toMatch(/[`[\]]|\*\*|^#|^\d+\. |\|/);
    }
  },
);
