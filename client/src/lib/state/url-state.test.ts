import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSearchParams, parseSearchParams, URL_DEFAULTS, UrlState } from './url-state.ts';

test('any URL parses to a state, with defaults for invalid values', () => {
  expect(UrlState.parse({ view: 'unknown', q: 7, group: null, panel: [], sort: '<b>', select: {} })).toEqual(URL_DEFAULTS);
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('view', 'q', 'select', 'group', 'panel', 'sort', 'goal', 'hub', 'through'), fc.anything()),
      (params) => {
        expect(UrlState.safeParse(params).success).toBe(true);
      },
    ),
  );
});

test('formatted parameters are parsed back unchanged', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom('q', 'select', 'view'), fc.string({ minLength: 1, unit: 'grapheme' })), (params) => {
      expect(parseSearchParams(formatSearchParams(params))).toEqual(params);
    }),
  );
});

test('ids and filters stay readable in the address bar', () => {
  expect(formatSearchParams({ q: 'cidr:10.4.0.0/16 !(a,b)', select: 'vnet:/subscriptions/1' })).toBe(
    '?q=cidr:10.4.0.0/16+!(a,b)&select=vnet:/subscriptions/1',
  );
});

test('empty values are omitted from the URL', () => {
  expect(formatSearchParams({ q: '', select: '' })).toBe('');
});
