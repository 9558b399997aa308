import { expect, test } from 'vitest';
import { searchActions } from './palette-actions.ts';

const action = (label: string, keywords: string, group = 'Change') => ({ id: label, label, keywords, group, caps: [], run: () => {} });
const ACTIONS = [
  action('Delete peering (both halves)', 'remove disconnect'),
  action('Remove leftovers', ''),
  action('Keyboard shortcuts', 'help keys', 'Peerscape'),
];
const found = (text: string) => searchActions(ACTIONS, text).map(({ group, actions }) => [group, ...actions.map(({ label }) => label)]);

test('a command is found by synonyms, after those that have the word in their label', () => {
  expect(found('remove')).toEqual([['Change', 'Remove leftovers', 'Delete peering (both halves)']]);
  expect(found('help')).toEqual([['Peerscape', 'Keyboard shortcuts']]);
});

test('all words have to match, in any order and across group, label and synonyms', () => {
  expect(found('peering disconnect')).toEqual([['Change', 'Delete peering (both halves)']]);
  expect(found('peering keys')).toEqual([]);
});

test('without a text, all commands are listed in their groups', () => {
  expect(found('').map(([group]) => group)).toEqual(['Change', 'Peerscape']);
});
