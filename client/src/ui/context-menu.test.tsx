import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Providers } from '../app/shell/providers.tsx';
import { ContextMenu, type MenuAnchor } from './context-menu.tsx';
import { useMenuGestures } from './use-menu-gestures.ts';

// happy-dom has no layout, which the focus of a menu depends on: a journey checks it (menus.spec.ts)
const ran: string[] = [];

beforeEach(() => {
  ran.length = 0;
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const GROUPS = [
  [
    { id: 'open', label: 'Open details', run: () => ran.push('open') },
    { id: 'connect', label: 'Connect to…', shortcut: 'A', run: () => ran.push('connect') },
  ],
  [
    { id: 'portal', label: 'Open in Azure portal', unavailable: 'The sandbox is not in the Azure portal', run: () => ran.push('portal') },
    { id: 'copy', label: 'Copy resource ID', run: () => ran.push('copy') },
  ],
];

/** Row of a table with a menu. */
function Row() {
  const [anchor, setAnchor] = useState<MenuAnchor>();
  const gestures = useMenuGestures((_, at) => {
    setAnchor(at);
    return true;
  });
  return (
    <>
      <button type="button" {...gestures} onClick={() => ran.push('click')}>
        hub
      </button>
      {anchor ? <ContextMenu title="hub" groups={GROUPS} anchor={anchor} onClose={() => setAnchor(undefined)} /> : null}
    </>
  );
}

async function show() {
  await act(async () =>
    render(
      <Providers session={Promise.resolve(undefined)}>
        <Row />
      </Providers>,
    ),
  );
  return { user: userEvent.setup(), row: screen.getByRole('button', { name: 'hub' }) };
}

const menu = () => screen.findByRole('menu', { name: 'Actions for hub' });

test.each(['{ContextMenu}', '{Shift>}{F10}{/Shift}'])('%s opens the menu', async (keys) => {
  const { user, row } = await show();
  row.focus();
  await user.keyboard(keys);
  await menu();
});

test('a right click opens the menu instead of that of the browser', async () => {
  const { row } = await show();
  let isAllowed = true;
  await act(async () => {
    isAllowed = fireEvent.contextMenu(row, { clientX: 10, clientY: 20 });
  });
  await menu();
  expect(isAllowed).toBe(false);
});

test('a long press opens the menu, and lifting the finger is not a click; a swipe does not', async () => {
  const { row } = await show();
  vi.useFakeTimers();
  fireEvent.pointerDown(row, { pointerType: 'touch', clientX: 10, clientY: 10 });
  fireEvent.pointerMove(row, { pointerType: 'touch', clientX: 10, clientY: 60 });
  act(() => void vi.advanceTimersByTime(600));
  expect(screen.queryByRole('menu')).toBeNull();
  fireEvent.pointerDown(row, { pointerType: 'touch', clientX: 10, clientY: 10 });
  act(() => void vi.advanceTimersByTime(600));
  expect(screen.getByRole('menu')).toBeTruthy();
  fireEvent.pointerUp(row, { pointerType: 'touch' });
  fireEvent.click(row);
  expect(ran).toEqual([]);
});

test('an item runs its action and closes the menu', async () => {
  const { user, row } = await show();
  fireEvent.contextMenu(row);
  await menu();
  await user.click(screen.getByRole('menuitem', { name: /Connect to…/ }));
  expect(ran).toEqual(['connect']);
  expect(screen.queryByRole('menu')).toBeNull();
});

test('an action that is not available shows its reason and does nothing', async () => {
  const { user, row } = await show();
  fireEvent.contextMenu(row);
  await menu();
  const item = screen.getByRole('menuitem', { name: /Open in Azure portal/ });
  expect(item.getAttribute('aria-disabled')).toBe('true');
  expect(item.textContent).toContain('The sandbox is not in the Azure portal');
  await user.click(item);
  expect(ran).toEqual([]);
});

test('Escape closes the menu', async () => {
  const { user, row } = await show();
  fireEvent.contextMenu(row);
  (await menu()).querySelector<HTMLElement>('[role="menuitem"]')?.focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('menu')).toBeNull();
});

test('a right click elsewhere closes the menu', async () => {
  const { row } = await show();
  fireEvent.contextMenu(row);
  await menu();
  fireEvent.pointerDown(document.body, { button: 2 });
  expect(screen.queryByRole('menu')).toBeNull();
});
