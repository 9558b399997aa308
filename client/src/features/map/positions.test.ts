import { beforeEach, describe, expect, it } from 'vitest';
import { forgetPositions, keepPosition, type PositionStore, placesOf, readPositions } from './positions.ts';

describe('own positions', () => {
  beforeEach(() => localStorage.clear());

  it('are kept per estate and per grouping', () => {
    expect(keepPosition(localStorage, 'contoso', 'none', 'hub', { x: 1.4, y: 2 })).toBe(true);
    keepPosition(localStorage, 'contoso', 'region', 'hub', { x: 8, y: 9 });
    expect(placesOf(readPositions(localStorage, 'contoso'), 'none')).toEqual(new Map([['hub', { x: 1, y: 2 }]]));
    expect(placesOf(readPositions(localStorage, 'contoso'), 'region')).toEqual(new Map([['hub', { x: 8, y: 9 }]]));
    expect(readPositions(localStorage, 'fabrikam')).toEqual({});
  });

  it('are forgotten in one grouping and stay in the others', () => {
    keepPosition(localStorage, 'contoso', 'none', 'hub', { x: 1, y: 2 });
    keepPosition(localStorage, 'contoso', 'region', 'hub', { x: 8, y: 9 });
    forgetPositions(localStorage, 'contoso', 'none');
    expect(readPositions(localStorage, 'contoso')).toEqual({ region: { hub: [8, 9] } });
    forgetPositions(localStorage, 'contoso', 'region');
    expect(localStorage.length).toBe(0);
  });

  it.each(['no JSON', '[1]', '"text"', '{"none":{"hub":"left"}}', '{"none":{"hub":[1,null]}}'])(
    'ignores what is not positions: %s',
    (text) => {
      localStorage.setItem('peerscape.positions.1.contoso', text);
      expect(placesOf(readPositions(localStorage, 'contoso'), 'none').size).toBe(0);
    },
  );

  it('says when the browser refuses to keep them', () => {
    const full: PositionStore = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    expect(keepPosition(full, 'contoso', 'none', 'hub', { x: 1, y: 2 })).toBe(false);
  });
});
