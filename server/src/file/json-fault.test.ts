import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findJsonFault } from './json-fault.ts';

test('whatever JSON.parse refuses has a place and something that was expected there', () => {
  const damaged = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', 'x', ':', '{', '\u0001'))
    .map(([text, at, junk]) => {
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + junk + text.slice(cut + 1);
    });
  fc.assert(
    fc.property(damaged, (text) => {
      fc.pre(!isJson(text));
      const { line, column, expected } = findJsonFault(text);
      expect(expected).not.toBe('JSON');
      const lines = text.split('\n');
      expect(line).toBeLessThanOrEqual(lines.length);
      expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
    }),
    { numRuns: 1000 },
  );
});

test('what JSON.parse accepts has no fault', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(findJsonFault(text).expected).toBe('JSON');
    }),
  );
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
