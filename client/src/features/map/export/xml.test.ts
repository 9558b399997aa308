import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml, formatElement } from './xml.ts';

const parse = (markup: string): Element => {
  const document = new DOMParser().parseFromString(markup, 'application/xml');
  expect(document.getElementsByTagName('parsererror')).toHaveLength(0);
  return document.documentElement;
};

/** Texts with special characters, including injection attempts. */
const HOSTILE = ['<script>alert(1)</script>', ']]>', '&amp;', '"\'><', 'a\u202etxt', '😀 ünï', '%name%', "'; DROP", 'line\nbreak\ttab'];

describe('XML', () => {
  it('round-trips attributes and text', () => {
    for (const text of HOSTILE) {
      const read = parse(formatElement('a', { b: text }, escapeXml(text)));
      expect(read.getAttribute('b')).toBe(text);
      expect(read.textContent).toBe(text);
    }
  });

  it('never lets text break out of an attribute or element', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const markup = formatElement('a', { b: text }, escapeXml(text));
        expect(markup.match(/[<>]/g)).toHaveLength(4 - (escapeXml(text) === '' ? 2 : 0));
        expect(markup.match(/"/g)).toHaveLength(2);
      }),
    );
  });

  it('drops only characters that XML does not allow', () => {
    expect(escapeXml('a\u0000b\u0008c\u001fd\ufffee\ud800f\u{1f600}')).toBe('abcdef\u{1f600}');
  });

  it('rounds numbers to two decimals and omits undefined attributes', () => {
    expect(formatElement('a', { x: 1 / 3, y: 2, z: undefined })).toBe('<a x="0.33" y="2"/>');
  });
});
