import { act, cleanup, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { useVirtualRows } from './use-virtual-rows.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const heightOf = () => 36;

function List() {
  const scroller = useRef<HTMLUListElement>(null);
  const { items } = useVirtualRows({ scroller, count: 1000, heightOf, openIndex: -1 });
  return (
    <ul ref={scroller}>
      {items.map(({ key }) => (
        <li key={key}>{key.toString()}</li>
      ))}
    </ul>
  );
}

test('only the rows in view are rendered on screen, and all of them on paper', () => {
  const print = Object.assign(new EventTarget(), { matches: false });
  vi.stubGlobal('matchMedia', (query: string) => (query === 'print' ? print : new EventTarget()));
  render(<List />);
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100);
  print.matches = true;
  act(() => void print.dispatchEvent(new Event('change')));
  expect(screen.getAllByRole('listitem')).toHaveLength(1000);
});

test('all rows are rendered when printing is announced, before the media query changes', () => {
  render(<List />);
  act(() => void window.dispatchEvent(new Event('beforeprint')));
  expect(screen.getAllByRole('listitem')).toHaveLength(1000);
  act(() => void window.dispatchEvent(new Event('afterprint')));
  expect(screen.getAllByRole('listitem').length).toBeLessThan(100);
});
