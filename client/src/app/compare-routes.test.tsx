import { createProblem } from '@peerscape/shared/api';
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const WORLD = 'vnet shop 10.1.0.0/16\nsubnet shop/app 10.1.1.0/24';
const NETWORK = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
const INTERFACES = ['vm-1-nic', 'vm-2-nic'].map((name) => `${NETWORK}/networkInterfaces/${name}`);

const route = (prefix: string, nextHopType: string) => ({
  source: 'Default',
  state: 'Active',
  prefixes: [prefix],
  nextHopType,
  nextHopIps: [],
});
const EQUAL = [
  route('10.1.0.0/16', 'VnetLocal'),
  route('0.0.0.0/0', 'Internet'),
  ...['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((prefix) => route(prefix, 'None')),
];

async function openComparison(server: WorldServer) {
  const subnet = `${server.snapshot.rows.vnets[0]?.id}/subnets/app`;
  server.answer('/api/subnet/interfaces', 200, { interfaces: INTERFACES });
  const { user } = await renderApp(`/?view=vnets&panel=routes&from=${encodeURIComponent(subnet)}`);
  await user.click(await screen.findByText('Compare with a network interface'));
  return user;
}

const comparison = () => screen.findByRole('region', { name: 'Comparison' });

test('the routes of an interface of the subnet are read, and differences are named', async () => {
  const server = serveWorld(WORLD);
  const listed = [...EQUAL.slice(1), route('10.9.0.0/16', 'VNetPeering'), route('104.146.0.0/17', 'None')];
  server.answer('/api/effective-routes', 200, { readAt: '2026-11-22T10:43:00.000Z', routes: listed });
  const user = await openComparison(server);
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Network interface' }), 'vm-2-nic');
  await user.click(screen.getByRole('button', { name: 'Read its routes' }));
  const found = await comparison();
  expect(found.textContent).toMatch(/vm-2-nic, read at .*: 2 differences; 5 routes the same\./);
  expect(
    within(found)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'Only computed: Default 10.1.0.0/16 → VnetLocal. Azure does not list it.',
    'Only in Azure: Default 10.9.0.0/16 → VNetPeering. It is not computed.',
  ]);
  expect(found.textContent).toContain('Azure also drops 1 further range of its own');
});

test('equal routes say so', async () => {
  const server = serveWorld(WORLD);
  server.answer('/api/effective-routes', 200, { readAt: '2026-11-22T10:43:00.000Z', routes: EQUAL });
  const user = await openComparison(server);
  await user.click(await screen.findByRole('button', { name: 'Read its routes' }));
  expect((await comparison()).textContent).toMatch(/vm-1-nic, read at .*: all 6 computed routes are the same\.$/);
});

test('an interface without a running machine is explained in ARM’s words, with what to do', async () => {
  const server = serveWorld(WORLD);
  const code = 'NicMustBeAttachedToRunningVmToGetEffectiveRoutes';
  const problem = createProblem('azure-failed', { code, arm: { code, message: 'Verbatim.' }, detail: 'Start the machine' });
  server.answer('/api/effective-routes', 502, problem);
  const user = await openComparison(server);
  await user.click(await screen.findByRole('button', { name: 'Read its routes' }));
  const alert = await screen.findByRole('alert');
  for (const text of [code, 'Verbatim.', 'Start the machine']) expect(alert.textContent).toContain(text);
});

test('with files, the output of az is pasted; other text is refused with the reason', async () => {
  const server = serveWorld(WORLD);
  server.snapshot = { ...server.snapshot, source: { kind: 'file', name: 'estate.json' } };
  await openComparison(server);
  const field = await screen.findByRole('textbox', { name: /show-effective-route-table/ });
  fireEvent.change(field, { target: { value: 'hello' } });
  expect(await screen.findByText(/^These are not the routes of an interface: it is neither JSON nor a table/)).toBeTruthy();
  const wire = EQUAL.map(({ prefixes, nextHopIps, ...rest }) => ({ ...rest, addressPrefix: prefixes, nextHopIpAddress: nextHopIps }));
  const changed = wire.map((each) => (each.nextHopType === 'Internet' ? { ...each, state: 'Invalid' } : each));
  fireEvent.change(field, { target: { value: JSON.stringify({ value: changed }) } });
  await waitFor(async () =>
    expect((await comparison()).textContent).toContain('Default 0.0.0.0/0: the state is Invalid in Azure, and Active computed.'),
  );
  expect(screen.queryByRole('radio', { name: 'Read from Azure' })).toBeNull();
  expect(server.calls.filter(({ url }) => url.includes('/api/subnet'))).toEqual([]);
});
