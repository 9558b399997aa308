import { expect, test } from 'vitest';
import { formatFocusedItem, parseFocusedItem } from './focused-item-text.ts';

test.each(['vnet:/subscriptions/1/x', 'peering:/subscriptions/1/a|/subscriptions/1/b'])('%s is parsed and formatted', (text) => {
  expect(formatFocusedItem(parseFocusedItem(text))).toBe(text);
});

test('an id in different case parses to the same item', () => {
  expect(parseFocusedItem('vnet:/Subscriptions/1/X')).toEqual({ kind: 'vnet', key: '/subscriptions/1/x' });
});

test.each(['', 'vnet:', 'vnet:hub', 'peering:/a', 'peering:/a|/b|/c', 'half:/a', '/a'])('%j parses to nothing', (text) => {
  expect(parseFocusedItem(text)).toBeUndefined();
});
