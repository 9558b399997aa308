import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { afterEach, expect, test } from 'vitest';
import { ShowMore, useShowMore } from './show-more.tsx';

afterEach(cleanup);

interface ListProps {
  readonly items: number;
  readonly step?: number;
  readonly pinned?: string;
  readonly hasButtons?: boolean;
}

function List({ items, step, pinned, hasButtons }: ListProps) {
  const list = useRef<HTMLUListElement>(null);
  const names = Array.from({ length: items }, (_, i) => `vnet${i + 1}`);
  const { shown, more } = useShowMore(names, 3, { ...(step && { step }), isPinned: (name) => name === pinned });
  return (
    <>
      <ul ref={list}>
        {shown.map((name) => (
          <li key={name}>{hasButtons ? <button type="button">{name}</button> : name}</li>
        ))}
      </ul>
      <ShowMore {...more} list={list} noun="VNet" />
    </>
  );
}

const listed = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

test('shows the rest, focuses the first item of it and announces how many are shown', async () => {
  render(<List items={5} />);
  expect(listed()).toEqual(['vnet1', 'vnet2', 'vnet3']);
  await press('Show 2 more VNets');
  expect(listed()).toEqual(['vnet1', 'vnet2', 'vnet3', 'vnet4', 'vnet5']);
  expect(document.activeElement?.textContent).toBe('vnet4');
  expect(screen.getByRole('status').textContent).toBe('5 of 5 VNets shown');
  expect(screen.queryByRole('button')).toBeNull();
});

test('focuses the control of an item that has one', async () => {
  render(<List items={5} hasButtons />);
  await press('Show 2 more VNets');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'vnet4' }));
});

test('shows long lists in steps', async () => {
  render(<List items={1503} step={500} />);
  await press('Show 500 of 1,500 more VNets');
  expect(document.activeElement?.textContent).toBe('vnet4');
  await press('Show 500 of 1,000 more VNets');
  expect(document.activeElement?.textContent).toBe('vnet504');
  expect(screen.getByRole('status').textContent).toBe('1,003 of 1,503 VNets shown');
  expect(screen.getByRole('button', { name: 'Show 500 more VNets' })).toBeTruthy();
});

test('does not hide a single item, nor a pinned one', async () => {
  render(<List items={4} />);
  expect(listed()).toHaveLength(4);
  expect(screen.queryByRole('button')).toBeNull();
  cleanup();
  render(<List items={6} pinned="vnet5" />);
  expect(listed()).toEqual(['vnet1', 'vnet2', 'vnet3', 'vnet5']);
  await press('Show 2 more VNets');
  expect(document.activeElement?.textContent).toBe('vnet4');
});
