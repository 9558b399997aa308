import { STOPS } from '@peerscape/shared/tour';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

afterEach(cleanup);

const VNETS =
  'vnet vnet1 10.1.0.0/16\nvnet vnet2 10.2.0.0/16\nvnet vnet3 10.3.0.0/16\nvnet vnet4 10.2.128.0/17\nvnet hub 10.0.0.0/16 gateway\n';
const CHAIN = `${VNETS}vnet2 <-> vnet3\n`;

const storedTour = ({ documents }: WorldServer) => documents.get('tour')?.value;
const tour = () => screen.findByRole('complementary', { name: 'Guided tour' });

/** Saves a position in the tour, as an earlier visit would. */
const saveTour = (server: WorldServer, value: object) =>
  server.documents.set('tour', { name: 'tour', version: 1, value, by: 'somebody', at: null });

test('the tour starts from the palette, marks stops as done from Azure’s state, and is saved', async () => {
  const server = serveWorld('course');
  const { user, history } = await renderApp('/?view=peerings');
  await screen.findByRole('row', { name: /vnet1/ });
  await runCommand(user, 'guided tour', /Start the guided tour/);
  await within(await tour()).findByRole('article', { name: 'Tour: Isolated' });
  expect(history.location.search).toContain('tour=on');
  expect(screen.queryByText('Done: confirmed in Azure')).toBeNull();
  server.readAgain(CHAIN);
  await screen.findByText('Done: confirmed in Azure');
  await waitFor(() => expect(storedTour(server)).toMatchObject({ done: ['isolated'] }));
  await user.click(await within(await tour()).findByRole('button', { name: 'Next stop' }));
  await within(await tour()).findByRole('article', { name: 'Tour: Only one side peered' });
  await waitFor(() => expect(storedTour(server)).toMatchObject({ stop: 'one-half' }));
});

test('the tour continues where it was left and shows ARM’s states verbatim', async () => {
  const server = serveWorld(`${CHAIN}vnet1 -> vnet2 Initiated`);
  saveTour(server, { stop: 'one-half', done: ['isolated'], answers: {} });
  await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: Only one side peered' });
  expect(panel.textContent).toContain(`Stop 2 of ${STOPS.length}`);
  expect(panel.textContent).toContain('vnet1 → vnet2 is Initiated');
  await screen.findByText('Done: confirmed in Azure');
});

test('an ARM error is shown verbatim and marks the stop as done', async () => {
  const server = serveWorld('course');
  server.answer('/api/colleague', 200, { error: { code: 'VnetAddressSpacesOverlap', message: 'Their address spaces overlap.' } });
  saveTour(server, { stop: 'overlap', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: Overlap is rejected' });
  await user.click(within(panel).getByRole('button', { name: 'Send it anyway, as another operator' }));
  await within(panel).findByText('VnetAddressSpacesOverlap');
  await screen.findByText('Done: confirmed in Azure');
});

test('several changes as another operator are sent in order, up to the first that ARM rejects', async () => {
  const server = serveWorld('course');
  server.answer('/api/colleague', 200, { error: null });
  saveTour(server, { stop: 'hub-appliance', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: Spoke to spoke through an appliance' });
  const sent = () => server.calls.filter(({ url }) => url === '/api/colleague').length;
  const button = within(panel).getByRole('button', { name: 'Route spokes to the appliance, as another operator' });
  await user.click(button);
  // a route table and a subnet for each of three spokes
  await waitFor(() => expect(sent()).toBe(6));
  within(panel).getByText('Azure CLI commands');
  server.answer('/api/colleague', 200, { error: { code: 'ScopeLocked', message: 'The scope is locked.' } });
  await user.click(button);
  await within(panel).findByText('ScopeLocked');
  expect(sent()).toBe(7);
});

test('a failed request as another operator is reported and does not mark the stop as done', async () => {
  const server = serveWorld('course');
  server.answer('/api/colleague', 502, { title: 'The sandbox does not answer', status: 502, code: 'sandbox-away' });
  saveTour(server, { stop: 'overlap', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  await user.click(await within(await tour()).findByRole('button', { name: 'Send it anyway, as another operator' }));
  await screen.findByText('The sandbox does not answer');
  expect(screen.queryByText('Done: confirmed in Azure')).toBeNull();
});

test('starting over explains what it resets, restores the sandbox, and waits until that is read', async () => {
  const server = serveWorld(VNETS);
  server.answer('/api/colleague', 200, { error: null });
  saveTour(server, { stop: 'mesh', done: ['isolated', 'chain'], answers: {} });
  const { user } = await renderApp('/?view=vnets&tour=on');
  await user.click(await within(await tour()).findByRole('button', { name: 'Start over…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('the sandbox is reset to its initial state');
  await user.click(within(dialog).getByRole('button', { name: 'Start over' }));
  await waitFor(() => expect(server.calls.some(({ url }) => url === '/api/colleague')).toBe(true));
  expect(storedTour(server)).toMatchObject({ stop: 'mesh' });
  server.readAgain(`${CHAIN}vnet1 <-> vnet2`);
  await within(await tour()).findByRole('article', { name: 'Tour: Isolated' });
  await waitFor(() => expect(storedTour(server)).toEqual({ stop: 'isolated', done: [], answers: {} }));
  expect(screen.queryByText('Done: confirmed in Azure')).toBeNull();
});

test.each(STOPS)('the tour reopens at stop $id in any browser', async ({ id, title }) => {
  const server = serveWorld('course');
  saveTour(server, { stop: id, done: ['isolated'], answers: {} });
  await renderApp('/?view=peerings&tour=on');
  await within(await tour()).findByRole('article', { name: `Tour: ${title}` });
});

test('progress in another browser is shown immediately', async () => {
  const server = serveWorld('course');
  await renderApp('/?view=peerings&tour=on');
  await within(await tour()).findByRole('article', { name: 'Tour: Isolated' });
  server.documents.set('tour', { name: 'tour', version: 2, value: { stop: 'mesh', done: [], answers: {} }, by: 'somebody', at: null });
  server.status = { ...server.status, changes: { ...server.status.changes, serial: 1 } };
  server.push();
  await within(await tour()).findByRole('article', { name: 'Tour: A mesh and how it grows' });
});

test('a wrong change is reported with the way back until the stop is done', async () => {
  const server = serveWorld('course');
  saveTour(server, { stop: 'one-half', done: ['isolated'], answers: {} });
  await renderApp('/?view=peerings&tour=on');
  const note = await within(await tour()).findByRole('note');
  expect(note.textContent).toContain('starts without a peering between the two');
  server.readAgain(`${CHAIN}vnet1 -> vnet2 Initiated`);
  await screen.findByText('Done: confirmed in Azure');
  expect((await tour()).textContent).not.toContain('starts without a peering between the two');
});

test('the next stop starts without an open panel, focused item or selection', async () => {
  const server = serveWorld(CHAIN);
  const vnet1 = server.snapshot.rows.vnets[0]?.id.toLowerCase();
  const { user, history } = await renderApp(`/?view=vnets&tour=on&panel=draft&select=vnet:${vnet1}`);
  await user.click(await screen.findByRole('checkbox', { name: 'Select vnet2' }));
  await screen.findByText('1 VNet selected', { selector: 'section p' });
  await user.click(await within(await tour()).findByRole('button', { name: 'Next stop' }));
  await within(await tour()).findByRole('article', { name: 'Tour: Only one side peered' });
  await waitFor(() => expect(screen.queryByText('1 VNet selected', { selector: 'section p' })).toBeNull());
  expect(history.location.search).not.toMatch(/select|panel/);
});

test('a tour that was left is offered for continuation', async () => {
  const server = serveWorld('course');
  saveTour(server, { stop: 'mesh', done: ['isolated'], answers: {} });
  await renderApp('/');
  const offer = await screen.findByRole('complementary', { name: 'Guided tour offer' });
  expect(offer.textContent).toContain(`The guided tour is paused at stop 8 of ${STOPS.length}.`);
  within(offer).getByRole('button', { name: 'Continue tour' });
});

test('the offer of the tour can be closed until the page is loaded again, and says where the tour is', async () => {
  serveWorld('course');
  const { user } = await renderApp('/');
  const offer = await screen.findByRole('complementary', { name: 'Guided tour offer' });
  await user.click(within(offer).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('complementary', { name: 'Guided tour offer' })).toBeNull();
  expect((await screen.findAllByText('The guided tour stays available under Help.')).length).toBeGreaterThan(0);
  cleanup();
  await renderApp('/');
  expect(await screen.findByRole('complementary', { name: 'Guided tour offer' })).toBeTruthy();
});

test('without the VNets of the lesson, the tour names the missing ones and where it is available', async () => {
  serveWorld('vnet vnet1 10.1.0.0/16\nvnet vnet2 10.2.0.0/16\nvnet vnet3 10.3.0.0/16\nvnet hub 10.0.0.0/16\n');
  const { user, history } = await renderApp('/?view=vnets');
  await screen.findByRole('row', { name: /vnet1/ });
  await runCommand(user, 'guided tour', /Start the guided tour/);
  const message = await within(await tour()).findByRole('article', { name: /The tour is not available here/ });
  expect(message.textContent).toContain('test does not have vnet4 with 10.2.128.0/17.');
  expect(message.textContent).toContain('npm start -- --world course');
  await user.click(within(message).getByRole('button', { name: /^Close/ }));
  await waitFor(() => expect(history.location.search).not.toContain('tour'));
});

test('an estate without any of the VNets does not list them', async () => {
  serveWorld('contoso');
  await renderApp('/?view=vnets&tour=on');
  expect((await within(await tour()).findByRole('article', { name: /The tour is not available here/ })).textContent).toContain(
    'test has none of them.',
  );
});

test('an estate with only one of the VNets does not list the others', async () => {
  serveWorld('vnet hub 10.0.0.0/16\nvnet vnet1 10.8.0.0/16\n');
  await renderApp('/?view=vnets&tour=on');
  expect((await within(await tour()).findByRole('article', { name: /The tour is not available here/ })).textContent).toContain(
    'test has 1 of 5.',
  );
});

test('a read-only estate explains that the tour is not available, and does not offer it', async () => {
  const server = serveWorld('course');
  server.status = { ...server.status, changes: { ...server.status.changes, mode: 'none' } };
  await renderApp('/?view=map&tour=on');
  const message = await within(await tour()).findByRole('article', { name: /The tour is not available here/ });
  expect(message.textContent).toContain('test is read-only');
  expect(screen.queryByRole('complementary', { name: 'Guided tour offer' })).toBeNull();
});

test('a stop about routes asks whether one VNet reaches another', async () => {
  const server = serveWorld(`${CHAIN}vnet1 <-> vnet2\n`);
  saveTour(server, { stop: 'chain', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: A chain is not transitive' });
  await user.click(within(panel).getByRole('button', { name: 'Can vnet1 reach vnet3?' }));
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain(
    'both peer with vnet2, but peerings are not transitive.',
  );
});
