import { expect, test } from 'vitest';
import { commands } from './commands.ts';

const shortcuts = commands.flatMap(({ shortcut }) => shortcut ?? []);
const duplicates = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

test('no two commands share an id', () => {
  expect(duplicates(commands.map(({ id }) => id))).toEqual([]);
});

test('no two commands share a shortcut', () => {
  expect(duplicates(shortcuts)).toEqual([]);
});

test('no shortcut is a prefix of another one, which could then never be typed', () => {
  const prefixes = shortcuts.filter((one) => shortcuts.some((other) => other.startsWith(`${one} `)));
  expect(prefixes).toEqual([]);
});

test('labels start with a capital letter', () => {
  for (const { label } of commands) if (typeof label === 'string') expect(label).toMatch(/^[A-Z]/);
});
