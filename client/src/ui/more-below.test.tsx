import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { countBelow, MoreBelow } from './more-below.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('counts the items that are out of view or nearly so', () => {
  const topOf = (item: number) => item * 20;
  expect([20, 59, 100, 400].map((edge) => countBelow(10, topOf, edge))).toEqual([9, 7, 5, 0]);
  expect(countBelow(0, topOf, 100)).toBe(0);
});

function List({ items }: { items: number }) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <>
      <ul ref={list}>
        {Array.from({ length: items }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the items of this test are numbers
          <li key={i} data-item data-top={i * 20} />
        ))}
      </ul>
      <MoreBelow list={list} />
    </>
  );
}

test('says how many items follow, and follows the scroll position', () => {
  let scrolled = 0;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    const top = this instanceof HTMLElement && this.dataset.top !== undefined ? Number(this.dataset.top) - scrolled : 0;
    return { top, bottom: 100 } as DOMRect;
  });
  render(<List items={17} />);
  expect(screen.getByText('12 more below')).toBeTruthy();
  scrolled = 140;
  fireEvent.scroll(screen.getByRole('list'));
  expect(screen.getByText('5 more below')).toBeTruthy();
  scrolled = 240;
  fireEvent.scroll(screen.getByRole('list'));
  expect(screen.getByText('0 more below').parentElement?.dataset.empty).toBe('true');
});
