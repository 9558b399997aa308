import { expect, test } from 'vitest';
import { advance, isCharacterKey, keyCaps, pressName } from './keys.ts';

const press = (key: string, held: object = {}) => pressName({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('Ctrl and ⌘ are the same key to a shortcut, and Shift is in the character', () => {
  expect([press('k', { ctrlKey: true }), press('K', { metaKey: true }), press('?')]).toEqual(['mod+k', 'mod+k', '?']);
});

test('with Ctrl or ⌘, Shift makes another shortcut', () => {
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z');
});

const shortcuts = ['g m', 'g v', 'm', 'mod+k'];

test('a sequence is hit by its keys one after the other', () => {
  const first = advance(shortcuts, [], 'g');
  expect(first).toEqual({ pending: ['g'] });
  expect(advance(shortcuts, first.pending, 'v')).toEqual({ hit: 'g v', pending: [] });
});

test('a longer sequence wins over a single key', () => {
  expect(advance(shortcuts, ['g'], 'm').hit).toBe('g m');
  expect(advance(shortcuts, [], 'm').hit).toBe('m');
});

test('after a wrong second key the key counts on its own', () => {
  expect(advance(shortcuts, ['g'], 'x')).toEqual({ pending: [] });
  expect(advance(shortcuts, ['g'], 'mod+k').hit).toBe('mod+k');
  expect(advance(shortcuts, ['g'], 'g')).toEqual({ pending: ['g'] });
});

test('only shortcuts of plain characters can be switched off', () => {
  expect(['/', 'g m', 'mod+k', 'escape'].map(isCharacterKey)).toEqual([true, true, false, false]);
});

test('caps are written as on the keyboard at hand', () => {
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('g m', false)).toEqual(['G', 'M']);
  expect(keyCaps('+', false)).toEqual(['+']);
});
