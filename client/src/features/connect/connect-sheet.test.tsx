import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { runCommand } from '../../testing/choose-from-list.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { serveWorld } from '../../testing/world-server.ts';

afterEach(cleanup);

/** Opens the connect sheet of the first two VNets of a world. */
async function connectFirstTwo(world: string) {
  const [a, b] = serveWorld(world).snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  return renderApp(`/?view=vnets&connect=${a},${b}`);
}

test('neither of two equals is called the hub', async () => {
  await connectFirstTwo('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  expect(await screen.findByText('What b reaches through a')).toBeTruthy();
  expect(screen.queryByText(/is the hub/)).toBeNull();
  expect(screen.getByRole('switch', { name: /^b reaches other VNets through the firewall or appliance in a/ })).toBeTruthy();
});

test('neither of two hubs is called the hub of the other', async () => {
  const spokes = (hub: string, from: number) =>
    `repeat ${from}..${from + 4} vnet ${hub}-{n} 10.{n}.0.0/16\nrepeat ${from}..${from + 4} ${hub} <-> ${hub}-{n}\n`;
  const gateways = 'vnet hub-1 10.0.0.0/16 gateway\nvnet hub-2 10.1.0.0/16 gateway\n';
  await connectFirstTwo(`${gateways}${spokes('hub-1', 10)}${spokes('hub-2', 20)}`);
  expect(await screen.findByText(/^What hub-. reaches through hub-.$/)).toBeTruthy();
});

test('an error appears after all switches, so that it does not move the one that was pressed', async () => {
  const { user } = await connectFirstTwo('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  const gateway = await screen.findByRole('switch', { name: /^b uses/ });
  await user.click(gateway);
  const [error] = await screen.findAllByText(/RemoteVnetHasNoGateways/);
  if (!error) throw new Error('There is no error');
  for (const part of screen.getAllByRole('switch'))
    expect(part.compareDocumentPosition(error) & Node.DOCUMENT_POSITION_FOLLOWING).not.toBe(0);
});

test('the list of reasons is a named stop of the Tab key, and only while it has content', async () => {
  const { user } = await connectFirstTwo('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n');
  const gateway = await screen.findByRole('switch', { name: /^b uses/ });
  expect(screen.queryByRole('group', { name: 'Why Azure will reject this' })).toBeNull();
  await user.click(gateway);
  const list = await screen.findByRole('group', { name: 'Why Azure will reject this' });
  expect(list.tabIndex).toBe(0);
  expect(list.textContent).toContain('RemoteVnetHasNoGateways');
});

test('VNets that are peered with the first one are marked in the list', async () => {
  serveWorld('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\nvnet c 10.2.0.0/16\nvnet d 10.3.0.0/16\na <-> b\na -> c Initiated');
  const { user } = await renderApp('/?view=vnets');
  await screen.findByRole('row', { name: /^Select a/ });
  await runCommand(user, 'connect two', /Connect two/);
  const dialog = within(await screen.findByRole('dialog', { name: 'Connect two VNets' }));
  await user.click(await dialog.findByRole('option', { name: /^a/ }));
  const texts = (await dialog.findAllByRole('option')).map(({ textContent }) => textContent);
  expect(texts).toEqual(['bAlready peered · 10.1.0.0/16', 'cOne half exists · 10.2.0.0/16', 'd10.3.0.0/16']);
});
