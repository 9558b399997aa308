import { act, cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

afterEach(cleanup);

/** Saves positions as another user, with `a` and `b` at these x coordinates. */
function savePositions(server: WorldServer, version: number, a: number, b: number) {
  const [keyA = '', keyB = ''] = server.snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  const value = { none: { [keyA]: [a, 0], [keyB]: [b, 0] } };
  server.documents.set('positions', { name: 'positions', version, value, by: 'ann', at: null });
}

const leftOf = (name: string) =>
  Number.parseFloat(screen.getByRole('button', { name: new RegExp(`^${name},`) }).parentElement?.style.left ?? '');
/** Returns the distance between `a` and `b` once they no longer glide: two measurements in a row are equal, and the view does not move. */
async function restingDistance(): Promise<number> {
  let before = Number.NaN;
  await waitFor(
    () => {
      expect(screen.getByRole('list', { name: 'Virtual networks in view' }).getAttribute('aria-busy')).not.toBe('true');
      const distance = leftOf('b') - leftOf('a');
      const isResting = distance === before;
      before = distance;
      expect(isResting).toBe(true);
    },
    { interval: 200 },
  );
  return before;
}

const isAFirst = () => leftOf('a') < leftOf('b');

test('manual positions of other users are applied, can be reset, and can be restored', async () => {
  const server = serveWorld('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\na <-> b\n');
  savePositions(server, 1, 5000, -5000);
  const { user } = await renderApp('/');
  await screen.findByRole('button', { name: /^a,/ });
  await waitFor(() => expect(isAFirst()).toBe(false));

  savePositions(server, 2, -5000, 5000);
  const { changes } = server.status;
  server.status = { ...server.status, changes: { ...changes, serial: changes.serial + 1 } };
  act(() => server.push());
  await waitFor(() => expect(isAFirst()).toBe(true));
  expect(screen.queryByText(/changed in another session/)).toBeNull();

  const distance = await restingDistance();
  await user.click(screen.getByRole('button', { name: 'Layout: Automatic' }));
  await user.click(await screen.findByRole('menuitem', { name: /^Reset layout/ }));
  await waitFor(() => expect(server.documents.get('positions')?.value).toEqual({}));
  await waitFor(() => expect(leftOf('b') - leftOf('a')).not.toBe(distance));

  expect(screen.getAllByText(/^Layout reset for everyone/).length).toBeGreaterThan(0);
  const version = server.documents.get('positions')?.version;
  await runCommand(user, 'Undo layout reset');
  await waitFor(() => expect(leftOf('b') - leftOf('a')).toBe(distance));
  await waitFor(() => expect(server.documents.get('positions')?.version).not.toBe(version));
});

test('a warning is shown when the server cannot save positions', async () => {
  const server = serveWorld('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na <-> b\n');
  server.answer('/api/kept', 500, { title: 'The disk is full', status: 500, code: 'Full' });
  await renderApp('/');
  expect((await screen.findByText(/The positions cannot be saved/)).textContent).toContain('The disk is full');
  expect(await screen.findByRole('button', { name: /^a,/ })).toBeDefined();
});
