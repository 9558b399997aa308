import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { runCommand } from '../testing/pick-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

afterEach(cleanup);

const VNETS =
  'vnet vnet1 10.1.0.0/16\nvnet vnet2 10.2.0.0/16\nvnet vnet3 10.3.0.0/16\nvnet vnet4 10.2.128.0/17\nvnet hub 10.0.0.0/16 gateway\n';
const CHAIN = `${VNETS}vnet2 <-> vnet3\n`;

const kept = ({ kept: documents }: WorldServer) => documents.get('tour')?.value;
const tour = () => screen.findByRole('complementary', { name: 'Guided tour' });

/** Keeps a place in the tour, as a visit before this one would have. */
const keepPlace = (server: WorldServer, value: object) =>
  server.kept.set('tour', { name: 'tour', version: 1, value, by: 'somebody', at: null });

test('the tour starts from the palette, ticks what is read of Azure, and is kept', async () => {
  const server = serveWorld('course');
  const { user, history } = await renderApp('/?view=peerings');
  await screen.findByRole('row', { name: /vnet1/ });
  await runCommand(user, 'guided tour', /Start the guided tour/);
  await within(await tour()).findByRole('article', { name: 'Tour: Isolated' });
  expect(history.location.search).toContain('tour=on');
  expect(screen.queryByText('Done: Azure shows it')).toBeNull();
  server.readAgain(CHAIN);
  await screen.findByText('Done: Azure shows it');
  await waitFor(() => expect(kept(server)).toMatchObject({ done: ['isolated'] }));
  await user.click(within(await tour()).getByRole('button', { name: 'Next stop' }));
  await within(await tour()).findByRole('article', { name: 'Tour: Peered from one side' });
  await waitFor(() => expect(kept(server)).toMatchObject({ stop: 'one-half' }));
});

test('it goes on where it was left, and ARM’s states stand in it verbatim', async () => {
  const server = serveWorld(`${CHAIN}vnet1 -> vnet2 Initiated`);
  keepPlace(server, { stop: 'one-half', done: ['isolated'], answers: {} });
  await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: Peered from one side' });
  expect(panel.textContent).toContain('Stop 2 of 10');
  expect(panel.textContent).toContain('vnet1 → vnet2 is Initiated');
  await screen.findByText('Done: Azure shows it');
});

test('a refusal of ARM is told in its own words and ticks the stop', async () => {
  const server = serveWorld('course');
  server.answer('/api/colleague', 200, { error: { code: 'VnetAddressSpacesOverlap', message: 'Their address spaces overlap.' } });
  keepPlace(server, { stop: 'overlap', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  const panel = await within(await tour()).findByRole('article', { name: 'Tour: Overlap is refused' });
  await user.click(within(panel).getByRole('button', { name: 'Let a colleague send it all the same' }));
  await within(panel).findByText('VnetAddressSpacesOverlap');
  await screen.findByText('Done: Azure shows it');
});

test('a colleague who cannot be asked is told, and ticks nothing', async () => {
  const server = serveWorld('course');
  server.answer('/api/colleague', 502, { title: 'The sandbox does not answer', status: 502, code: 'sandbox-away' });
  keepPlace(server, { stop: 'overlap', done: [], answers: {} });
  const { user } = await renderApp('/?view=peerings&tour=on');
  await user.click(within(await tour()).getByRole('button', { name: 'Let a colleague send it all the same' }));
  await screen.findByText('The sandbox does not answer');
  expect(screen.queryByText('Done: Azure shows it')).toBeNull();
});

test('starting over says what it takes, gives the sandbox back, and waits until that is read', async () => {
  const server = serveWorld(VNETS);
  server.answer('/api/colleague', 200, { error: null });
  keepPlace(server, { stop: 'mesh', done: ['isolated', 'chain'], answers: {} });
  const { user } = await renderApp('/?view=vnets&tour=on');
  await user.click(await within(await tour()).findByRole('button', { name: 'Start over…' }));
  const dialog = await screen.findByRole('dialog');
  expect(dialog.textContent).toContain('the sandbox to the VNets and peerings it began with');
  await user.click(within(dialog).getByRole('button', { name: 'Start over' }));
  await waitFor(() => expect(server.calls.some(({ url }) => url === '/api/colleague')).toBe(true));
  expect(kept(server)).toMatchObject({ stop: 'mesh' });
  server.readAgain(`${CHAIN}vnet1 <-> vnet2`);
  await within(await tour()).findByRole('article', { name: 'Tour: Isolated' });
  await waitFor(() => expect(kept(server)).toEqual({ stop: 'isolated', done: [], answers: {} }));
  expect(screen.queryByText('Done: Azure shows it')).toBeNull();
});

test('where the VNets of the lesson are not, there is no tour, whatever the URL says', async () => {
  serveWorld('vnet vnet1 10.1.0.0/16\nvnet vnet2 10.2.0.0/16\n');
  const { user } = await renderApp('/?view=vnets&tour=on');
  await screen.findByRole('row', { name: /vnet1/ });
  expect(screen.queryByRole('complementary', { name: 'Guided tour' })).toBeNull();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox', { name: 'Commands', hidden: true }), 'guided tour');
  expect(screen.queryByRole('option', { name: /guided tour/, hidden: true })).toBeNull();
});
