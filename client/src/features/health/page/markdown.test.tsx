import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Markdown } from './markdown.tsx';
import { parseInline, parseMarkdown } from './parse-markdown.ts';

afterEach(cleanup);

test('parses paragraphs, lists and fenced code blocks', () => {
  expect(parseMarkdown('One\ntwo\n\n* a\n* b\n\n```world\nvnet a\n\n* no item\n```\nend')).toEqual([
    { kind: 'paragraph', content: [{ kind: 'text', text: 'One two' }] },
    { kind: 'list', items: [[{ kind: 'text', text: 'a' }], [{ kind: 'text', text: 'b' }]] },
    { kind: 'fence', language: 'world', text: 'vnet a\n\n* no item' },
    { kind: 'paragraph', content: [{ kind: 'text', text: 'end' }] },
  ]);
});

test('parses code, strong text and links inside text', () => {
  expect(parseInline('a `b` **c** [d](https://e.example/f)!')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'code', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'strong', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'link', text: 'd', href: 'https://e.example/f' },
    { kind: 'text', text: '!' },
  ]);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '[click](http://plain.example)',
  '`<b>`',
])('renders %s as text, without an element or link', (hostile) => {
  const { container } = render(<Markdown text={hostile} />);
  expect(container.querySelectorAll('img, script, a, b')).toHaveLength(0);
  expect(container.textContent).toContain(hostile.replaceAll('`', ''));
});

test('loses nothing but the markup of any text, and terminates', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', '*', '[', ']', '(', ')', '-', ' ', '\n', 'a', 'https://x') }), (text) => {
      const { container, unmount } = render(<Markdown text={text} />);
      const letters = (all: string) => all.replace(/[^a]/g, '').length;
      if (!text.includes('```')) expect(letters(container.textContent)).toBe(letters(text));
      unmount();
    }),
  );
});
