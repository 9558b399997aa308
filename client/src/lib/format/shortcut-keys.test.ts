import { expect, test } from 'vitest';
import { advanceSequence, formatKeyPress, isCharacterShortcut, keyCaps, VIEW_COMMANDS, withShortcut } from './shortcut-keys.ts';

const press = (key: string, modifiers: object = {}) => formatKeyPress({ key, ctrlKey: false, metaKey: false, altKey: false, ...modifiers });

test('Ctrl and ⌘ are the same modifier, and Shift is part of the character', () => {
  expect([press('k', { ctrlKey: true }), press('K', { metaKey: true }), press('?')]).toEqual(['mod+k', 'mod+k', '?']);
});

test('Shift counts as a modifier together with Ctrl or ⌘', () => {
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z');
});

const shortcuts = ['g m', 'g v', 'm', 'mod+k'];

test('a sequence matches when its keys are pressed in order', () => {
  const first = advanceSequence(shortcuts, [], 'g');
  expect(first).toEqual({ pending: ['g'] });
  expect(advanceSequence(shortcuts, first.pending, 'v')).toEqual({ hit: 'g v', pending: [] });
});

test('a pending sequence takes precedence over a single key', () => {
  expect(advanceSequence(shortcuts, ['g'], 'm').hit).toBe('g m');
  expect(advanceSequence(shortcuts, [], 'm').hit).toBe('m');
});

test('a key that does not continue the sequence is treated on its own', () => {
  expect(advanceSequence(shortcuts, ['g'], 'x')).toEqual({ pending: [] });
  expect(advanceSequence(shortcuts, ['g'], 'mod+k').hit).toBe('mod+k');
  expect(advanceSequence(shortcuts, ['g'], 'g')).toEqual({ pending: ['g'] });
});

test('only shortcuts of plain characters can be turned off', () => {
  expect(['/', 'g m', 'mod+k', 'escape'].map(isCharacterShortcut)).toEqual([true, true, false, false]);
});

test('key caps follow the platform', () => {
  expect(keyCaps('mod+k', true)).toEqual(['⌘', 'K']);
  expect(keyCaps('mod+k', false)).toEqual(['Ctrl', 'K']);
  expect(keyCaps('g m', false)).toEqual(['G', 'M']);
  expect(keyCaps('+', false)).toEqual(['+']);
});

test.each([
  [VIEW_COMMANDS.fit.shortcut, 'Do it (F)'],
  [VIEW_COMMANDS['zoom-in'].shortcut, 'Do it (+)'],
  ['g m', 'Do it (G M)'],
  ['mod+k', 'Do it (Ctrl+K)'],
])('adds the shortcut %s to a label', (shortcut, text) => expect(withShortcut('Do it', shortcut)).toBe(text));
