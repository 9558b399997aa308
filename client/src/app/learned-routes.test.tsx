import { createProblem } from '@peerscape/shared/api';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const WORLD = `
vnet hub 10.0.0.0/16 gateway
vnet shop 10.1.0.0/16
subnet shop/app 10.1.1.0/24
hub <-> shop transit forwarded | use-gateways forwarded
site office hub 192.168.0.0/24 asn=65001
connection hub -> office bgp
`;
const QUESTION = '/?view=vnets&panel=reach&from=shop&to=172.20.0.4';

const answer = () => screen.findByRole('region', { name: 'Answer' });
const section = () => screen.findByRole('region', { name: 'Learned routes' });
const button = (name: string) => screen.findByRole('button', { name });

const gatewayOf = ({ snapshot }: WorldServer): string => snapshot.rows.gateways[0]?.id ?? '';
const peerOf = ({ snapshot }: WorldServer): string => snapshot.rows.localNetworkGateways[0]?.bgpAddress ?? '192.168.0.254';

function reply(server: WorldServer, networks: readonly string[]): void {
  const id = gatewayOf(server);
  const peer = peerOf(server);
  const routes = networks.map((network) => ({ network, nextHop: peer, sourcePeer: peer, origin: 'EBgp', asPath: [65001] }));
  const reading = { id, readAt: '2026-11-22T10:43:00.000Z', peers: [], replies: [{ id, routes }], problem: null };
  server.answer('/api/learned-routes', 200, { readings: [reading] });
}

test('an answer that depends on learned routes becomes known after they were read, and their time is shown', async () => {
  const server = serveWorld(WORLD);
  reply(server, ['172.20.0.0/16']);
  const { user } = await renderApp(QUESTION);
  expect((await answer()).textContent).toContain('It is not known whether shop reaches 172.20.0.4');
  expect((await section()).textContent).toMatch(
    /can ask Azure for those of vpngw-hub. Nothing is changed. It usually takes less than a minute/,
  );
  await user.click(await button('Read learned routes from Azure'));
  await waitFor(async () => expect((await answer()).textContent).toContain('shop reaches 172.20.0.4, and replies come back.'));
  expect((await section()).textContent).toMatch(/vpngw-hub: 1 learned route, read at .*\./);
  expect(screen.queryByRole('button', { name: 'Read learned routes from Azure' })).toBeNull();
  server.readAgain(`${WORLD}vnet other 10.9.0.0/16`);
  await waitFor(async () => expect((await section()).textContent).toMatch(/read at .*, before the map last changed\./));
  reply(server, []);
  await user.click(await button('Read again'));
  await waitFor(async () => expect((await answer()).textContent).toContain('shop cannot reach 172.20.0.4'));
});

test('a missing permission is named beside ARM’s error, and the answer stays unknown', async () => {
  const server = serveWorld(WORLD);
  const id = gatewayOf(server);
  const title = 'Peerscape needs the action Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action on vpngw-hub';
  const arm = { code: 'AuthorizationFailed', message: 'The client does not have authorization.' };
  const problem = createProblem('azure-denied', { title, arm, detail: 'The role Reader does not include it.' });
  server.answer('/api/learned-routes', 200, {
    readings: [{ id, readAt: '2026-11-22T10:43:00.000Z', peers: [], replies: [], problem }],
  });
  const { user } = await renderApp(QUESTION);
  await user.click(await button('Read learned routes from Azure'));
  const note = await screen.findByRole('note');
  expect(note.textContent).toContain(title);
  expect(within(note).getByText('AuthorizationFailed')).toBeTruthy();
  expect((await answer()).textContent).toContain('It is not known');
  expect(await button('Read learned routes from Azure')).toBeTruthy();
});

test('files offer no reading, and say where learned routes can be given', async () => {
  const server = serveWorld(WORLD);
  server.snapshot = { ...server.snapshot, source: { kind: 'file', name: 'estate.json' } };
  await renderApp(QUESTION);
  expect((await section()).textContent).toContain('--learned');
  expect(screen.queryByRole('button', { name: /Read learned/ })).toBeNull();
});
