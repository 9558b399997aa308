import { expect, test } from 'vitest';
import { commands } from './commands.ts';

const shortcuts = commands.flatMap(({ shortcut }) => shortcut ?? []);
const repeated = (words: readonly string[]) => words.filter((word, i) => words.indexOf(word) !== i);

test('no two commands share an id', () => {
  expect(repeated(commands.map(({ id }) => id))).toEqual([]);
});

test('no two commands share a shortcut', () => {
  expect(repeated(shortcuts)).toEqual([]);
});

test('no shortcut is the beginning of another, which could then never be typed', () => {
  const hidden = shortcuts.filter((one) => shortcuts.some((other) => other.startsWith(`${one} `)));
  expect(hidden).toEqual([]);
});

test('a label says what happens, in words', () => {
  for (const { label } of commands) if (typeof label === 'string') expect(label).toMatch(/^[A-Z]/);
});
