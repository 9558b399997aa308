import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../testing/pick-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';
import { commands } from './commands/commands.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const WORLD = `vnet a 10.0.0.0/16
vnet b 10.1.0.0/16
vnet c 10.2.0.0/16
vnet d 10.3.0.0/16
vnet partner 10.9.0.0/16 hidden
a <-> b
a <-> c
a -> partner Initiated
`;

const box = (name: string) => screen.findByRole('checkbox', { name: `Select ${name}` });
const ids = (server: WorldServer) =>
  Object.fromEntries(server.snapshot.rows.vnets.map(({ id }) => [id.split('/').pop(), id.toLowerCase()]));

/** The names of the VNets whose boxes are ticked. */
const ticked = () =>
  screen
    .queryAllByRole('checkbox', { checked: true, hidden: true })
    .flatMap((one) => one.getAttribute('aria-label')?.match(/^Select (\w+)$/)?.[1] ?? [])
    .sort();

/** The bar, once it says that. */
const barWith = async (words: string) => within(await screen.findByRole('region', { name: 'Picked VNets' })).findByText(words);

test('a box picks its VNet and selects nothing; a bar says how many are picked until they are cleared', async () => {
  serveWorld(WORLD);
  const { user, history } = await renderApp();
  await user.click(await box('a'));
  await user.click(await box('b'));
  expect(await barWith('2 VNets picked')).toBeTruthy();
  expect(history.location.search).not.toContain('select=');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(screen.queryByRole('region', { name: 'Picked VNets' })).toBeNull();
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
});

test('a VNet that may not be read has no box', async () => {
  serveWorld(WORLD);
  await renderApp();
  await box('a');
  expect(screen.queryByRole('checkbox', { name: 'Select partner' })).toBeNull();
});

test('Shift and a click make all rows from the last box to this one alike', async () => {
  serveWorld(WORLD);
  await renderApp();
  fireEvent.click(await box('a'));
  fireEvent.click(await box('c'), { shiftKey: true });
  expect(ticked()).toEqual(['a', 'b', 'c']);
  fireEvent.click(await box('b'), { shiftKey: true });
  expect(ticked()).toEqual(['a']);
});

test('Space picks the row in focus, and Enter selects it', async () => {
  serveWorld(WORLD);
  const { user, history } = await renderApp();
  const row = await screen.findByRole('row', { name: /^Select b/ });
  row.focus();
  await user.keyboard(' ');
  expect(ticked()).toEqual(['b']);
  expect(history.location.search).not.toContain('select=');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(history.location.search).toContain('select='));
  expect(ticked()).toEqual(['b']);
});

test('the box above the rows picks what the filter shows, and says when that is only a part', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp('/?view=vnets&q=name:b');
  const all = await screen.findByRole('checkbox', { name: 'Select all rows' });
  await user.click(all);
  await runCommand(user, 'Clear the filter');
  await screen.findByRole('checkbox', { name: 'Select a', hidden: true });
  expect(ticked()).toEqual(['b']);
  expect((all as HTMLInputElement).indeterminate).toBe(true);
});

test('what the filter hides of the picks is told', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await user.click(await box('a'));
  await user.click(await box('b'));
  await user.type(screen.getByRole('combobox', { name: /Filter/ }), 'name:b');
  expect(await barWith('2 VNets picked, 1 hidden by the filter')).toBeTruthy();
});

test('a key picks the selected VNet, and commands pick its neighbours and all; Escape clears when nothing else is open', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /^Select d/ }));
  await user.keyboard('t');
  expect(ticked()).toEqual(['d']);
  await user.keyboard('t');
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
  await user.click(await screen.findByRole('row', { name: /^Select a/ }));
  await runCommand(user, 'Pick the neighbours of a');
  await waitFor(() => expect(ticked()).toEqual(['b', 'c']));
  await runCommand(user, 'Pick all VNets');
  await waitFor(() => expect(ticked()).toEqual(['a', 'b', 'c', 'd']));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('article', { name: 'VNet a' })).toBeNull();
  expect(ticked()).toHaveLength(4);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Picked VNets' })).toBeNull();
});

test('picks outlive a reload, and a VNet that vanishes is picked no longer', async () => {
  const server = serveWorld(WORLD);
  const first = await renderApp();
  await first.user.click(await box('b'));
  await first.user.click(await box('d'));
  first.unmount();
  await renderApp();
  await box('a');
  expect(ticked()).toEqual(['b', 'd']);
  server.readAgain(WORLD.replace('vnet d 10.3.0.0/16\n', ''));
  expect(await barWith('1 VNet picked')).toBeTruthy();
  server.readAgain(WORLD);
  await box('d');
  expect(ticked()).toEqual(['b']);
});

test.each(['no list', '{"a":1}', '[1,null,"/nowhere",{}]'])('what the tab keeps is doubted: %s picks nothing', async (kept) => {
  serveWorld(WORLD);
  sessionStorage.setItem('peerscape.picked.test', kept);
  await renderApp();
  await box('a');
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
});

test('a ghost is not picked even where it was kept', async () => {
  const server = serveWorld(WORLD);
  const { a } = ids(server);
  const partner = a?.replace(/\/a$/, '/partner');
  sessionStorage.setItem('peerscape.picked.test', JSON.stringify([a, partner]));
  await renderApp();
  expect(await barWith('1 VNet picked')).toBeTruthy();
});

test('the list of shortcuts tells how to pick with a mouse and by touch', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await box('a');
  await runCommand(user, 'Keyboard shortcuts');
  const section = (await screen.findByText('By hand on the map')).parentElement;
  expect(section?.textContent).toContain('Pick a VNet, or drop itShiftclick');
  expect(section?.textContent).toContain('The same by touchkeep a finger on it');
});

test('the list of shortcuts calls every command by words, never by its id', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await box('a');
  await runCommand(user, 'Keyboard shortcuts');
  await screen.findByText('By hand on the map');
  const ids = new Set(commands.map(({ id }) => id));
  const named = [...document.querySelectorAll('dt')].map(({ textContent }) => textContent);
  expect(named).toContain('Connect two VNets');
  expect(named.filter((name) => ids.has(name))).toEqual([]);
});
