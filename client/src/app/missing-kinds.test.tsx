import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

afterEach(cleanup);

const HUB = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nsubnet spoke/app 10.1.0.0/24\nroute spoke/app 0.0.0.0/0 via internet\n';

test('the inspector and the filter name the resource types that the source does not include', async () => {
  const server = serveWorld(HUB);
  const { rows } = server.snapshot;
  const missingKinds = ['firewalls', 'routeTables'] as const;
  server.snapshot = { ...server.snapshot, rows: { ...rows, routeTables: [], missingKinds } };
  const { user } = await renderApp('/?view=vnets&q=!has:firewall');
  expect(await screen.findByRole('button', { name: 'Filter result incomplete' })).toBeTruthy();
  await user.click(await screen.findByRole('row', { name: /^(Select )?spoke\b/ }));
  const panel = await screen.findByRole('article', { name: 'VNet spoke' });
  expect(panel.textContent).toContain('firewalls and route tables: whether spoke has any is unknown.');
  expect(panel.textContent).toContain('(its routes are not in this source)');
  await user.click(screen.getByRole('combobox', { name: 'Filter VNets and peerings' }));
  expect(screen.getByText('This source does not include firewalls, so the result of has:firewall is incomplete.')).toBeTruthy();
});

test('a VNet whose peerings were not read is not shown as one without peerings', async () => {
  const server = serveWorld(HUB);
  const { rows } = server.snapshot;
  server.snapshot = { ...server.snapshot, rows: { ...rows, vnets: rows.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })) } };
  const { user } = await renderApp('/?view=vnets');
  const row = await screen.findByRole('row', { name: /^(Select )?spoke\b/ });
  expect(within(row).getByText('0 or more')).toBeTruthy();
  await user.click(row);
  const panel = await screen.findByRole('article', { name: 'VNet spoke' });
  expect(within(panel).queryByText(/No peerings/)).toBeNull();
  expect(panel.textContent).toContain('Not all peerings of this VNet were read, so there may be more.');
  expect(panel.textContent).toContain('The peerings of this VNet were not read.');
});
