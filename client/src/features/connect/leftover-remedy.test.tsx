import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { serveWorld } from '../../testing/world-server.ts';

afterEach(cleanup);

test('a leftover half that blocks a connection is deleted in the same draft with one click', async () => {
  const server = serveWorld('vnet core 10.0.0.0/22\nvnet old 10.0.11.0/24\nvnet new 10.0.11.0/24\ncore -> old Disconnected');
  const [core, , fresh] = server.snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  const { user } = await renderApp(`/?view=vnets&connect=${core},${fresh}`);
  const remedy = await screen.findByRole('button', { name: 'Add to draft: Delete the half core → old' });
  expect(screen.getByText('Azure will reject this')).toBeTruthy();
  await user.click(remedy);
  await waitFor(() => expect(screen.queryByText('Azure will reject this')).toBeNull());
  await user.click(screen.getByRole('button', { name: /^Add 2 steps to the draft/ }));
  expect(await screen.findByText(/Draft: 2 changes/)).toBeTruthy();
});
