import { expect, test } from 'vitest';
import { formatColumnChoice, parseColumnChoice } from './column-choice.ts';

test('a choice is the same after it was stored', () => {
  const text = '+gateways,-region,name=240';
  const { shown, widths } = parseColumnChoice(text);
  expect(Object.fromEntries(shown)).toEqual({ gateways: true, region: false });
  expect(Object.fromEntries(widths)).toEqual({ name: 240 });
  expect(formatColumnChoice({ shown, widths })).toBe(text);
});

test.each(['', 'x', 'name=', 'name=99999', '+', '{"a":1}', 'name=-5', 'a=1e9'])('text that is no choice is ignored: %j', (text) => {
  expect(parseColumnChoice(text)).toEqual({ shown: new Map(), widths: new Map() });
});

test('a column is never narrower than its edge needs, nor wider than a screen', () => {
  expect([...parseColumnChoice('a=1,b=9999').widths]).toEqual([
    ['a', 48],
    ['b', 960],
  ]);
});
