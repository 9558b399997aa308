import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

afterEach(cleanup);

const CHAIN = 'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\na <-> b\nb <-> c\n';

/** Opens a VNet from the table and returns the section about its shape. */
async function openShape(name: string) {
  const app = await renderApp('/?view=vnets');
  await app.user.click(await screen.findByRole('row', { name: new RegExp(`^(Select )?${name}\\b`) }));
  const panel = await screen.findByRole('article', { name: `VNet ${name}` });
  const heading = within(panel).getByRole('heading', { name: 'Shape' });
  const section = heading.closest('section');
  if (!section) throw new Error('The heading has no section');
  return { ...app, section };
}

test('a VNet shows its role in a shape, and a user can override it for everyone', async () => {
  const server = serveWorld(CHAIN);
  const { user, section } = await openShape('b');
  expect(section.textContent).toContain('Chain of 3 VNets');
  await user.click(within(section).getByRole('button', { name: 'Always treat as hub' }));
  expect(section.textContent).toContain('Hub: 2 peerings');
  expect(section.textContent).toContain('Set manually: always treated as a hub');
  await waitFor(() => expect(JSON.stringify(server.documents.get('shapes')?.value)).toMatch(/^{"roles":{"[^"]*\/b":"hub"}}$/));
  await user.click(within(section).getByRole('button', { name: 'Detect automatically' }));
  expect(section.textContent).toContain('Chain of 3 VNets');
  await waitFor(() => expect(server.documents.get('shapes')?.value).toEqual({ roles: {} }));
});

test('when the server cannot save a role override, the page keeps it and shows a warning', async () => {
  const server = serveWorld(CHAIN);
  server.answer('/api/kept', 500, { title: 'The disk is full', status: 500, code: 'Full' });
  const { user, section } = await openShape('b');
  await user.click(within(section).getByRole('button', { name: 'Always treat as hub' }));
  expect(section.textContent).toContain('Hub: 2 peerings');
  expect((await within(section).findByRole('alert')).textContent).toContain('The shapes cannot be saved: The disk is full');
});

test('a filter for hubs follows saved and new role overrides', async () => {
  const server = serveWorld(CHAIN);
  const [a, b] = server.snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  server.documents.set('shapes', { name: 'shapes', version: 1, value: { roles: { [a ?? '']: 'hub' } }, by: null, at: null });
  const { user } = await renderApp(`/?view=vnets&q=is:hub&select=vnet:${b}`);
  const hubs = () => screen.queryAllByRole('checkbox', { name: /^Select .$/ }).map((box) => box.getAttribute('aria-label'));
  await waitFor(() => expect(hubs()).toEqual(['Select a']));
  await user.click(await screen.findByRole('button', { name: 'Always treat as hub' }));
  await waitFor(() => expect(hubs()).toEqual(['Select a', 'Select b']));
  await user.click(screen.getByRole('button', { name: 'Detect automatically' }));
  await waitFor(() => expect(hubs()).toEqual(['Select a']));
});

test('the connect sheet suggests the VNet with a hub override as hub, until the user swaps them', async () => {
  const server = serveWorld('vnet a 10.0.0.0/16 gateway\nvnet b 10.1.0.0/16\n');
  const [a = '', b = ''] = server.snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  server.documents.set('shapes', { name: 'shapes', version: 1, value: { roles: { [b]: 'hub' } }, by: null, at: null });
  const { user } = await renderApp(`/?view=vnets&connect=${a},${b}`);
  expect(await screen.findByText('b is the hub')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Swap: what b reaches through a' }));
  expect(screen.getByText('What b reaches through a')).toBeTruthy();
  expect(screen.queryByText(/is the hub$/)).toBeNull();
});
