import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const THREE_VNETS = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\n';

const storedIntents = ({ documents }: WorldServer): unknown =>
  (documents.get('draft')?.value as { intents?: unknown } | undefined)?.intents;

const goalPanel = (title: string) => screen.findByRole('article', { name: `Goal: ${title}` });

test('a mesh goal counts its peerings, compares them with a hub, and drafts the missing ones', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user } = await renderApp();
  await screen.findByRole('row', { name: /hub/ });
  await runCommand(user, 'make a mesh', /Make a mesh/);
  const panel = await goalPanel('Make a mesh of 3 VNets');
  expect(panel.textContent).toContain('3 peerings with 6 halves; as hub-and-spoke it would be 2.');
  expect(panel.textContent).toContain('2 peerings are missing.');
  expect(panel.textContent).toContain('1 peering is already in place.');
  expect(panel.textContent).toContain('4 halves to write, 0 to delete.');
  await user.click(within(panel).getByRole('button', { name: 'Add 2 peerings to the draft' }));
  await waitFor(() => expect(storedIntents(server)).toMatchObject([{ kind: 'connect' }, { kind: 'connect' }]));
  expect(await screen.findByRole('article', { name: /^Draft/ })).toBeTruthy();
});

test('removing a VNet deselects it and applies the goal to the others', async () => {
  serveWorld(THREE_VNETS);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=mesh');
  const panel = await goalPanel('Make a mesh of 3 VNets');
  expect(panel.textContent).toContain('No VNets are selected. Applies to all VNets.');
  await user.click(within(panel).getByRole('button', { name: 'Remove lone' }));
  const rest = await goalPanel('Make a mesh of 2 VNets');
  expect(rest.textContent).toContain('Applies to the selected VNets.');
  expect(within(rest).getByRole('button', { name: 'Add 1 peering to the draft' })).toBeTruthy();
});

test('converting to hub-and-spoke with gateway transit deletes direct peerings unless the user keeps them', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke\nspoke <-> lone`);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=hub');
  const panel = await goalPanel('Make a hub-and-spoke of 3 VNets');
  expect(within(panel).getByRole('radio', { name: /^spoke peered with 2 of the others/, checked: true })).toBeTruthy();
  await user.click(within(panel).getByRole('radio', { name: /^hub has a VPN gateway/ }));
  await user.click(within(panel).getByRole('radio', { name: /^Spokes use the gateway of the hub/ }));
  const add = () => within(panel).getByRole('button', { name: /to the draft$/ }).textContent;
  expect(add()).toBe('Add 1 peering, 1 option change and 1 deletion to the draft');
  const direct = within(panel).getByRole('switch', { name: 'Delete 1 direct peering between the spokes' });
  await user.click(direct);
  expect(add()).toBe('Add 1 peering and 1 option change to the draft');
  expect(panel.textContent).toContain('1 direct peering between the spokes will remain.');
  await user.click(direct);
  await user.click(within(panel).getByRole('button', { name: /to the draft$/ }));
  await waitFor(() => expect(storedIntents(server)).toHaveLength(4));
  expect(storedIntents(server)).toContainEqual(expect.objectContaining({ kind: 'delete' }));
});

test('VNets that cannot take part are left out with a reason, and an impossible goal cannot be added', async () => {
  serveWorld(`${THREE_VNETS}vnet own 10.3.0.0/16 gateway`);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=hub');
  const panel = await goalPanel('Make a hub-and-spoke of 4 VNets');
  await user.click(within(panel).getByRole('radio', { name: /^Spokes use the gateway of the hub/ }));
  const leftOut = within(panel).getByRole('region', { name: 'Left out' });
  expect(leftOut.textContent).toContain('own cannot use hub’s gateway: own has its own gateway.');
  await user.click(within(panel).getByRole('radio', { name: /^lone/ }));
  expect(within(panel).getByRole('alert').textContent).toContain('lone has no gateway for its spokes to use');
  expect(within(panel).getByRole('button', { name: 'Add to the draft' }).getAttribute('aria-disabled')).toBe('true');
});

test('spokes move from one hub to another with their options', async () => {
  const server = serveWorld(`${THREE_VNETS}vnet new 10.3.0.0/16 gateway\nhub <-> spoke transit | use-gateways\nhub <-> lone`);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=move');
  const panel = await goalPanel('Move spokes to another hub (4 VNets)');
  expect(within(panel).getByRole('radio', { name: /^hub .*peered with 2 of the others/, checked: true })).toBeTruthy();
  expect(within(panel).getByRole('radio', { name: /^new has a VPN gateway/, checked: true })).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Add 2 peerings and 2 deletions to the draft' }));
  await waitFor(() => expect(storedIntents(server)).toHaveLength(4));
  expect(storedIntents(server)).toContainEqual(expect.objectContaining({ ba: { flags: { useRemoteGateways: true } } }));
});

test('a VNet is added with the options and names of the hub’s other spokes', async () => {
  const server = serveWorld(`${THREE_VNETS}vnet s2 10.3.0.0/16
hub -> spoke Connected transit name=to-spoke
spoke -> hub Connected use-gateways name=up
hub -> s2 Connected transit name=to-s2
s2 -> hub Connected use-gateways name=up`);
  const { user } = await renderApp('/?view=vnets&q=name:lone&panel=goal&goal=siblings');
  const panel = await goalPanel('Add 1 VNet to a hub');
  expect(panel.textContent).toContain('Example: to-lone.');
  await user.click(within(panel).getByRole('button', { name: 'Add 1 peering to the draft' }));
  await waitFor(() =>
    expect(storedIntents(server)).toMatchObject([
      { ab: { name: 'to-lone', flags: { allowTransit: true } }, ba: { name: 'up', flags: { useRemoteGateways: true } } },
    ]),
  );
});

test('names follow a pattern, and an invalid pattern is reported before anything is drafted', async () => {
  serveWorld(THREE_VNETS);
  const { user } = await renderApp('/?view=vnets&panel=goal');
  const panel = await goalPanel('Make a mesh of 3 VNets');
  const pattern = within(panel).getByRole('textbox', { name: 'Pattern' });
  await user.type(pattern, 'peer');
  expect((await within(panel).findByRole('alert')).textContent).toContain('already has a half named');
  await user.type(pattern, '-{{remote}');
  await waitFor(() => expect(panel.textContent).toMatch(/Example: peer-/));
  await user.type(pattern, '{{spoke}');
  expect(await within(panel).findByText(/^{spoke} is not a known placeholder/)).toBeTruthy();
});

test('three shapes are compared side by side, and a button opens the goal for one of them', async () => {
  serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user } = await renderApp('/?view=vnets&panel=compare');
  const panel = await screen.findByRole('article', { name: 'Compare: 3 VNets in three shapes' });
  const cells = (row: string) =>
    within(within(panel).getByRole('row', { name: new RegExp(`^${row}`) }))
      .getAllByRole('cell')
      .map(({ textContent }) => textContent);
  expect(cells('Peerings')).toEqual(['1', '3', '2']);
  expect(cells('Halves')).toEqual(['2', '6', '4']);
  expect(cells('Pairs connected via hub only')).toEqual(['0', '0', '1']);
  expect(cells('Pairs not connected')).toEqual(['2', '0', '0']);
  expect(cells('Cost per GB via hub')).toEqual(['–', '–', '$0.04']);
  expect(within(panel).getByRole('img', { name: 'Mesh: 3 lines between 3 VNets' })).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Make hub-and-spoke…' }));
  expect(await goalPanel('Make a hub-and-spoke of 3 VNets')).toBeTruthy();
});

test('the hub of a comparison carries over to the goal and the URL, and an unknown hub is replaced by the best candidate', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user, history } = await renderApp('/?view=vnets&panel=compare&hub=/subscriptions/of/another/estate');
  const panel = await screen.findByRole('article', { name: 'Compare: 3 VNets in three shapes' });
  const chosen = () => within(panel).getByRole('radio', { checked: true });
  expect(chosen()).toBe(within(panel).getByRole('radio', { name: /^hub/ }));
  await user.click(within(panel).getByRole('radio', { name: /^lone/ }));
  expect(chosen()).toBe(within(panel).getByRole('radio', { name: /^lone/ }));
  await user.click(within(panel).getByRole('button', { name: 'Make hub-and-spoke…' }));
  const goal = await goalPanel('Make a hub-and-spoke of 3 VNets');
  expect(within(goal).getByRole('radio', { name: /^lone/, checked: true })).toBeTruthy();
  await user.click(within(goal).getByRole('radio', { name: /^Spokes reach each other through the firewall/ }));
  const link = new URLSearchParams(history.location.search);
  expect(link.get('hub')).toBe(server.snapshot.rows.vnets[2]?.id.toLowerCase());
  expect(link.get('through')).toBe('appliance');
  await user.click(within(goal).getByRole('button', { name: /^Add .* to the draft$/ }));
  await waitFor(() => expect(history.location.search).toContain('panel=draft'));
  expect(history.location.search).not.toMatch(/hub=|through=/);
});

test('role overrides determine the suggested hub', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const lone = server.snapshot.rows.vnets[2]?.id.toLowerCase() ?? '';
  server.documents.set('shapes', { name: 'shapes', version: 1, value: { roles: { [lone]: 'hub' } }, by: null, at: null });
  await renderApp('/?view=vnets&panel=goal&goal=hub');
  const panel = await goalPanel('Make a hub-and-spoke of 3 VNets');
  expect(await within(panel).findByRole('radio', { name: 'lone hub (set manually)', checked: true })).toBeTruthy();
});

test('a mesh that exceeds one plan is reported with alternatives before anything is drafted', async () => {
  serveWorld('repeat 1..73 vnet v{n} 10.{n}.0.0/16');
  await renderApp('/?view=vnets&panel=goal');
  const panel = await goalPanel('Make a mesh of 73 VNets');
  const alert = within(panel).getByRole('alert');
  expect(alert.textContent).toContain('This requires 5,256 steps; a plan can have at most 5,000');
  expect(alert.textContent).toContain('Make a mesh of 71 of these VNets first and apply that plan, then make a mesh of all of them.');
  expect(alert.textContent).toContain('Or use a hub: 72 peerings instead of 2,628.');
  const add = within(panel).getByRole('button', { name: /to the draft$/ });
  expect([add.getAttribute('aria-disabled'), panel.textContent]).toEqual(['true', expect.stringContaining('Too large for one plan.')]);
  expect(panel.textContent).not.toContain('Azure will reject');
});

test('a mesh needs at least two VNets', async () => {
  serveWorld('vnet only 10.0.0.0/16');
  await renderApp('/?view=vnets&panel=goal');
  const panel = await goalPanel('Make a mesh of 1 VNet');
  expect(within(panel).getByRole('alert').textContent).toContain('A mesh needs at least two VNets.');
});

test('a hub goal combines gateway and appliance in one choice, with its cost', async () => {
  const server = serveWorld(THREE_VNETS);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=hub');
  const panel = await goalPanel('Make a hub-and-spoke of 3 VNets');
  await user.click(within(panel).getByRole('radio', { name: /^hub has a VPN gateway/ }));
  await user.click(within(panel).getByRole('radio', { name: /^Both: the gateway of the hub/ }));
  expect(within(panel).getByRole('region', { name: 'Cost' }).textContent).toContain('$0.02 per GB over each peering');
  await user.click(within(panel).getByRole('button', { name: 'Add 2 peerings to the draft' }));
  const options = { ab: { flags: { allowTransit: true } }, ba: { flags: { useRemoteGateways: true, allowForwarded: true } } };
  await waitFor(() => expect(storedIntents(server)).toMatchObject([options, options]));
});

test('a mesh goal names what Azure Virtual Network Manager connects already, and peers it on request', async () => {
  serveWorld(`${THREE_VNETS}group avnm-edge spoke lone`);
  const { user } = await renderApp('/?view=vnets&panel=goal&goal=mesh');
  const panel = await goalPanel('Make a mesh of 3 VNets');
  expect(panel.textContent).toContain('1 pair is already connected without a peering, by Azure Virtual Network Manager (avnm-edge).');
  expect(panel.textContent).toContain('2 peerings are missing.');
  await user.click(within(panel).getByRole('switch', { name: 'Also peer 1 pair that Azure Virtual Network Manager connects' }));
  expect(panel.textContent).toContain('3 peerings are missing.');
});
