import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
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

/** Returns the names of the VNets whose checkboxes are checked. */
const checked = () =>
  screen
    .queryAllByRole('checkbox', { checked: true, hidden: true })
    .flatMap((one) => one.getAttribute('aria-label')?.match(/^Select (\w+)$/)?.[1] ?? [])
    .sort();

/** Waits until the selection bar shows `text`. */
const barWith = async (text: string) => within(await screen.findByRole('region', { name: 'Selected VNets' })).findByText(text);

test('a checkbox selects its VNet without opening it, and a bar counts the selection until it is cleared', async () => {
  serveWorld(WORLD);
  const { user, history } = await renderApp();
  await user.click(await box('a'));
  await user.click(await box('b'));
  expect(await barWith('2 VNets selected')).toBeTruthy();
  expect(history.location.search).not.toContain('select=');
  await user.click(screen.getByRole('button', { name: 'Clear' }));
  expect(screen.queryByRole('region', { name: 'Selected VNets' })).toBeNull();
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
});

test('a VNet that is not visible to the user has no checkbox', async () => {
  serveWorld(WORLD);
  await renderApp();
  await box('a');
  expect(screen.queryByRole('checkbox', { name: 'Select partner' })).toBeNull();
});

test('Shift and click apply the change to all rows since the last checkbox', async () => {
  serveWorld(WORLD);
  await renderApp();
  fireEvent.click(await box('a'));
  fireEvent.click(await box('c'), { shiftKey: true });
  expect(checked()).toEqual(['a', 'b', 'c']);
  fireEvent.click(await box('b'), { shiftKey: true });
  expect(checked()).toEqual(['a']);
});

test('Space selects the focused row, and Enter opens it', async () => {
  serveWorld(WORLD);
  const { user, history } = await renderApp();
  const row = await screen.findByRole('row', { name: /^Select b/ });
  row.focus();
  await user.keyboard(' ');
  expect(checked()).toEqual(['b']);
  expect(history.location.search).not.toContain('select=');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(history.location.search).toContain('select='));
  expect(checked()).toEqual(['b']);
});

test('the header checkbox selects the VNets that match the filter, and is indeterminate for a part of all', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp('/?view=vnets&q=name:b');
  const all = await screen.findByRole('checkbox', { name: 'Select all rows' });
  await user.click(all);
  await runCommand(user, 'Clear the filter');
  await screen.findByRole('checkbox', { name: 'Select a', hidden: true });
  expect(checked()).toEqual(['b']);
  expect((all as HTMLInputElement).indeterminate).toBe(true);
});

test('the bar counts selected VNets that the filter hides', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await user.click(await box('a'));
  await user.click(await box('b'));
  await user.type(screen.getByRole('combobox', { name: /Filter/ }), 'name:b');
  expect(await barWith('2 VNets selected, 1 hidden by filter')).toBeTruthy();
});

test('a key selects the open VNet, commands select its peers or all VNets, and Escape clears the selection last', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /^Select d/ }));
  await user.keyboard('t');
  expect(checked()).toEqual(['d']);
  await user.keyboard('t');
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
  await user.click(await screen.findByRole('row', { name: /^Select a/ }));
  await runCommand(user, 'Select VNets peered with a');
  await waitFor(() => expect(checked()).toEqual(['b', 'c']));
  await runCommand(user, 'Select all VNets');
  await waitFor(() => expect(checked()).toEqual(['a', 'b', 'c', 'd']));
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('article', { name: 'VNet a' })).toBeNull();
  expect(checked()).toHaveLength(4);
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'Selected VNets' })).toBeNull();
});

test('the selection survives a reload, and a VNet that disappears is deselected', async () => {
  const server = serveWorld(WORLD);
  const first = await renderApp();
  await first.user.click(await box('b'));
  await first.user.click(await box('d'));
  first.unmount();
  await renderApp();
  await box('a');
  expect(checked()).toEqual(['b', 'd']);
  server.readAgain(WORLD.replace('vnet d 10.3.0.0/16\n', ''));
  expect(await barWith('1 VNet selected')).toBeTruthy();
  server.readAgain(WORLD);
  await box('d');
  expect(checked()).toEqual(['b']);
});

test.each(['no list', '{"a":1}', '[1,null,"/nowhere",{}]'])('an invalid stored selection is ignored: %s', async (stored) => {
  serveWorld(WORLD);
  sessionStorage.setItem('peerscape.picked.test', stored);
  await renderApp();
  await box('a');
  expect(screen.queryAllByRole('checkbox', { checked: true })).toEqual([]);
});

test('a ghost in the stored selection is ignored', async () => {
  const server = serveWorld(WORLD);
  const { a } = ids(server);
  const partner = a?.replace(/\/a$/, '/partner');
  sessionStorage.setItem('peerscape.picked.test', JSON.stringify([a, partner]));
  await renderApp();
  expect(await barWith('1 VNet selected')).toBeTruthy();
});

test('the shortcuts dialog explains how to select by mouse and by touch', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await box('a');
  await runCommand(user, 'Keyboard shortcuts');
  const section = (await screen.findByText('Mouse and touch on the map')).parentElement;
  expect(section?.textContent).toContain('Select or deselect a VNetShiftclick');
  expect(section?.textContent).toContain('Select or deselect a VNet by touchtouch and hold');
  expect(section?.textContent).toContain('Open the menu of a VNet, peering or the mapright-click');
});

test('the shortcuts dialog shows a label for every command, never its id', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  await box('a');
  await runCommand(user, 'Keyboard shortcuts');
  await screen.findByText('Mouse and touch on the map');
  const ids = new Set(commands.map(({ id }) => id));
  const labels = [...document.querySelectorAll('dt')].map(({ textContent }) => textContent);
  expect(labels).toContain('Connect two VNets');
  expect(labels.filter((name) => ids.has(name))).toEqual([]);
});
