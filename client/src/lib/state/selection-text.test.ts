import { expect, test } from 'vitest';
import { parseSelection, selectionText } from './selection-text.ts';

test.each(['vnet:/subscriptions/1/x', 'peering:/subscriptions/1/a|/subscriptions/1/b'])('%s is read and written', (text) => {
  expect(selectionText(parseSelection(text))).toBe(text);
});

test('an id in another spelling selects the same', () => {
  expect(parseSelection('vnet:/Subscriptions/1/X')).toEqual({ kind: 'vnet', key: '/subscriptions/1/x' });
});

test.each(['', 'vnet:', 'vnet:hub', 'peering:/a', 'peering:/a|/b|/c', 'half:/a', '/a'])('%j selects nothing', (text) => {
  expect(parseSelection(text)).toBeUndefined();
});
