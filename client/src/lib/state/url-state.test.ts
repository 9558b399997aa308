import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatSearchParams, parseSearchParams, URL_DEFAULTS, UrlState } from './url-state.ts';

test('whatever stands in the URL, there is a state, and what makes no sense is at its default', () => {
  expect(UrlState.parse({ view: 'moon', q: 7, group: null, panel: [], sort: '<b>', select: {} })).toEqual(URL_DEFAULTS);
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('view', 'q', 'select', 'group', 'panel', 'sort', 'goal', 'hub', 'through'), fc.anything()),
      (params) => {
        expect(UrlState.safeParse(params).success).toBe(true);
      },
    ),
  );
});

test('what is written into the URL is read back, character for character', () => {
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

test('a state at its defaults leaves the URL bare', () => {
  expect(formatSearchParams({ q: '', select: '' })).toBe('');
});
