import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const CHAIN = `
vnet shop 10.1.0.0/16
vnet hub 10.2.0.0/16
vnet erp 10.3.0.0/16
subnet shop/app 10.1.0.0/24
subnet erp/db 10.3.0.0/24
shop <-> hub
hub <-> erp
`;

const answer = () => screen.findByRole('region', { name: 'Answer' });

test('a question from the palette is answered, stays in the URL, and can be swapped', async () => {
  serveWorld(CHAIN);
  const { user, history } = await renderApp();
  await screen.findByRole('row', { name: /shop/ });
  await runCommand(user, 'can a reach', /Can A reach B/);
  expect(await screen.findByText(/^Choose two places/)).toBeTruthy();
  await user.type(await screen.findByRole('combobox', { name: 'From' }), 'shop{Enter}');
  await user.type(screen.getByRole('combobox', { name: 'To' }), 'erp/d');
  await screen.findByRole('option', { name: /^erp\/db/ });
  await user.keyboard('{Enter}');
  expect((await answer()).textContent).toContain('Unreachable');
  expect((await answer()).textContent).toContain('shop cannot reach erp/db.');
  expect((await answer()).textContent).toContain('both peer with hub, but peerings are not transitive.');
  const link = () => new URLSearchParams(history.location.search);
  expect(link().get('to')).toMatch(/virtualNetworks\/erp\/subnets\/db$/);
  await user.click(screen.getByRole('button', { name: 'Swap' }));
  expect(link().get('from')).toMatch(/\/erp\/subnets\/db$/);
  expect((await answer()).textContent).toContain('erp/db cannot reach shop.');
});

test('a question in the URL is answered hop by hop, with the reason', async () => {
  serveWorld(CHAIN);
  await renderApp('/?view=vnets&panel=reach&from=shop&to=hub');
  expect((await answer()).textContent).toBe('Reachableshop reaches hub, and replies come back.');
  const there = screen.getByRole('list', { name: 'There' });
  expect(there.textContent).toContain('Route 10.2.0.0/16 VNetPeering');
  expect(there.textContent).toContain('From peering shop → hub. Chosen over 10.0.0.0/8 (None): the longer prefix wins.');
  expect(there.textContent).toContain('Crosses the peering shop → hub');
  expect(there.textContent).toContain('Delivered to 10.2.0.4');
});

test('a text that names no place is rejected with a reason, and an address is accepted', async () => {
  serveWorld(CHAIN);
  const { user, history } = await renderApp('/?view=vnets&panel=reach&from=shop');
  const to = await screen.findByRole('combobox', { name: 'To' });
  await user.type(to, 'nowhere{Enter}');
  expect(await screen.findByText('No VNet, subnet or IP address “nowhere”.')).toBeTruthy();
  await user.clear(to);
  await user.type(to, '10.3.0.4{Enter}');
  await waitFor(() => expect(new URLSearchParams(history.location.search).get('to')).toBe('10.3.0.4'));
  expect((await answer()).textContent).toContain('shop cannot reach 10.3.0.4');
});

test('the protocol and the port are part of the question', async () => {
  serveWorld(CHAIN);
  const { user, history } = await renderApp('/?view=vnets&panel=reach&from=shop&to=hub');
  await answer();
  await user.type(screen.getByRole('textbox', { name: 'Port' }), '99999');
  expect(await screen.findByText('1 to 65535')).toBeTruthy();
  await user.clear(screen.getByRole('textbox', { name: 'Port' }));
  await user.type(screen.getByRole('textbox', { name: 'Port' }), '443');
  await waitFor(() => expect(history.location.search).toContain('port=443'));
  await user.click(screen.getByRole('radio', { name: 'ICMP' }));
  expect(screen.queryByRole('textbox', { name: 'Port' })).toBeNull();
  expect(history.location.search).toContain('protocol=icmp');
});

test('the inspector asks about its VNet, two selected VNets ask about each other, and closing forgets the question', async () => {
  const server = serveWorld(CHAIN);
  const [shop, , erp] = server.snapshot.rows.vnets.map(({ id }) => id.toLowerCase());
  const { user, history } = await renderApp(`/?view=vnets&select=vnet:${shop}`);
  await user.click(await screen.findByRole('button', { name: 'Can it reach…' }));
  expect((await screen.findByRole('combobox', { name: 'From' })).getAttribute('value')).toBe('shop');
  await user.click(screen.getByRole('button', { name: 'Close (Esc)' }));
  await waitFor(() => expect(history.location.search).not.toMatch(/from=|panel=/));
  for (const name of ['shop', 'erp']) await user.click(screen.getByRole('checkbox', { name: `Select ${name}` }));
  await user.click(within(screen.getByRole('region', { name: 'Selected VNets' })).getByRole('button', { name: 'Can A reach B?' }));
  expect((await answer()).textContent).toContain('shop cannot reach erp.');
  expect(new URLSearchParams(history.location.search).get('to')).toBe(erp);
});

test('peering directly is offered with the verdict that follows, and goes to the draft', async () => {
  const server = serveWorld(CHAIN);
  const { user } = await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  const ways = await screen.findByRole('region', { name: 'Ways out' });
  expect(ways.textContent).toContain('Create a peering between shop and erp');
  await waitFor(() => expect(ways.textContent).toContain('Then: Reachable'));
  await user.click(within(ways).getByRole('button', { name: 'Peer directly: add to draft' }));
  await waitFor(() => expect(server.documents.get('draft')?.value).toMatchObject({ intents: [{ kind: 'connect' }] }));
  expect(within(ways).getByRole('button', { name: 'In the draft' }).getAttribute('aria-disabled')).toBe('true');
});

test('a peering that Azure will reject is not offered, and the reason is shown', async () => {
  serveWorld('vnet shop 10.1.0.0/16 10.5.0.0/16\nvnet erp 10.3.0.0/16 10.5.0.0/17\nsubnet shop/app 10.1.0.0/24\nsubnet erp/db 10.3.0.0/24');
  await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  const problems = await screen.findByRole('list', { name: 'Why Azure will reject this' });
  expect(problems.textContent).toMatch(/overlap/);
  expect(screen.queryByRole('button', { name: /add to draft/ })).toBeNull();
});

test('the effective routes of a subnet open from the inspector, and closing them returns to it', async () => {
  const server = serveWorld(CHAIN);
  const shop = server.snapshot.rows.vnets[0]?.id.toLowerCase();
  const { user } = await renderApp(`/?view=vnets&select=vnet:${shop}`);
  await user.click(await screen.findByText('Subnets'));
  await user.click(await screen.findByRole('button', { name: 'Effective routes of app' }));
  const panel = await screen.findByRole('article', { name: 'Effective routes: shop/app' });
  expect(within(panel).getByRole('row', { name: 'Default Active 10.2.0.0/16 VNetPeering peering shop → hub' })).toBeTruthy();
  await user.click(within(panel).getByRole('button', { name: 'Close (Esc)' }));
  expect(await screen.findByRole('button', { name: 'Can it reach…' })).toBeTruthy();
});

test('a question that is typed into the palette is answered', async () => {
  serveWorld(CHAIN);
  const { user } = await renderApp();
  await screen.findByRole('row', { name: /shop/ });
  await runCommand(user, 'why can shop not reach erp/db?', /Can shop reach erp\/db\?/);
  expect((await answer()).textContent).toContain('shop cannot reach erp/db.');
});

test('a way out is offered, too, where it hangs on routes that were not learned whether one is needed', async () => {
  const text = CHAIN.replace('hub 10.2.0.0/16', 'hub 10.2.0.0/16 gateway=ExpressRoute').replace(
    'shop <-> hub',
    'hub <-> shop transit | use-gateways',
  );
  serveWorld(`${text}connection hub -> circuit kind=ExpressRoute\n`);
  await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  expect((await answer()).textContent).toContain('It is not known whether shop reaches erp.');
  const ways = screen.getByRole('region', { name: 'Ways out' });
  await waitFor(() => expect(ways.textContent).toContain('Then: Reachable'));
});

test('through the VPN gateway of the hub, the options go to the draft, and the routes are handed off as code', async () => {
  const server = serveWorld(CHAIN.replace('hub 10.2.0.0/16', 'hub 10.2.0.0/16 gateway=Vpn'));
  const { user } = await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  const ways = await screen.findByRole('region', { name: 'Ways out' });
  expect(ways.textContent).toContain('Through vpngw-hub in hub');
  expect(ways.textContent).toContain('New route table rt-shop: 10.3.0.0/16 → VirtualNetworkGateway, on app');
  await waitFor(() => expect(ways.textContent?.match(/Then: Reachable/g)).toHaveLength(2));
  await user.click(within(ways).getByRole('button', { name: 'Use the gateway: add to draft' }));
  await waitFor(() =>
    expect(server.documents.get('draft')?.value).toMatchObject({
      intents: expect.arrayContaining([expect.objectContaining({ flags: { useRemoteGateways: true } })]),
    }),
  );
});

test('a way out says what else it opens', async () => {
  serveWorld(`
vnet hub 10.2.0.0/16 gateway=Vpn
vnet shop 10.1.0.0/16
vnet erp 10.3.0.0/16
vnet crm 10.4.0.0/16
subnet shop/app 10.1.0.0/24
subnet erp/db 10.3.0.0/24
subnet crm/app 10.4.0.0/24
route shop/app 10.4.0.0/16 via gateway
route crm/app 10.1.0.0/16 via gateway
hub <-> shop
hub <-> erp
hub <-> crm transit | use-gateways
`);
  await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  const ways = await screen.findByRole('region', { name: 'Ways out' });
  const [direct, gateway] = within(ways)
    .getAllByRole('heading', { level: 4 })
    .map((heading) => heading.parentElement);
  await waitFor(() => expect(direct?.textContent).toContain('It opens and cuts nothing else.'));
  await waitFor(() => expect(gateway?.textContent).toMatch(/Also opens:(crm ↔ shop|shop ↔ crm)/));
});

test('through the firewall of the hub, the options go to the draft, and the routes are handed off as code', async () => {
  const server = serveWorld(CHAIN.replace('hub 10.2.0.0/16', 'hub 10.2.0.0/16 firewall=10.2.1.4'));
  const { user } = await renderApp('/?view=vnets&panel=reach&from=shop&to=erp');
  const ways = await screen.findByRole('region', { name: 'Ways out' });
  expect(ways.textContent).toContain('Through fw-hub in hub');
  expect(ways.textContent).toContain('New route table rt-shop: 10.3.0.0/16 → VirtualAppliance 10.2.1.4, on app');
  await user.click(within(ways).getByText('As code, and the rights needed'));
  expect((await within(ways).findByText(/az network route-table create/)).textContent).toContain("'--next-hop-ip-address=10.2.1.4'");
  await user.click(within(ways).getByRole('button', { name: 'Allow forwarded traffic: add to draft' }));
  await waitFor(() =>
    expect(server.documents.get('draft')?.value).toMatchObject({
      intents: [{ kind: 'set-options', flags: { allowForwarded: true } }, { kind: 'set-options' }],
    }),
  );
});
