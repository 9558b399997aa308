import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, escapeXml } from './xml.ts';

const parsed = (markup: string): Element => {
  const document = new DOMParser().parseFromString(markup, 'application/xml');
  expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
  return document.documentElement;
};

/** Words that people and attackers write. */
const HOSTILE = ['<script>alert(1)</script>', ']]>', '&amp;', '"\'><', 'a\u202etxt', '😀 ünï', '%name%', "'; DROP", 'line\nbreak\ttab'];

describe('XML', () => {
  it('gives back from an attribute and from a text exactly what was put in', () => {
    for (const text of HOSTILE) {
      const read = parsed(element('a', { b: text }, escapeXml(text)));
      expect(read.getAttribute('b')).toBe(text);
      expect(read.textContent).toBe(text);
    }
  });

  it('lets no text out of its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const markup = element('a', { b: text }, escapeXml(text));
        expect(markup.match(/[<>]/g)).toHaveLength(4 - (escapeXml(text) === '' ? 2 : 0));
        expect(markup.match(/"/g)).toHaveLength(2);
      }),
      { numRuns: 50 },
    );
  });

  it('leaves out what XML cannot hold at all, and nothing else', () => {
    expect(escapeXml('a\u0000b\u0008c\u001fd\ufffee\ud800f\u{1f600}')).toBe('abcdef\u{1f600}');
  });

  it('writes numbers to the hundredth and leaves out what is undefined', () => {
    expect(element('a', { x: 1 / 3, y: 2, z: undefined })).toBe('<a x="0.33" y="2"/>');
  });
});
