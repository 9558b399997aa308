import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { serveWorld } from '../../testing/world-server.ts';

afterEach(cleanup);

const vnets = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet far 10.4.0.0/16 hidden\n';
const faults = `${vnets}hub -> a Initiated\nhub <-> b no-access\nhub <-> far\n`;
const finding = (name: RegExp) => screen.findByRole('article', { name });

test('the page tells what is wrong by rule, what could not be told, and what was looked at', async () => {
  serveWorld(faults);
  await renderApp('/?view=findings');
  expect(await screen.findByRole('row', { name: /Error One half of the peering is missing VNP101/ })).toBeTruthy();
  expect(screen.getByRole('row', { name: /a → hub.*waits for the other side/ })).toBeTruthy();
  expect(screen.getByText(/^Could not tell: \d+$/)).toBeTruthy();
  expect(screen.getByText('22 rules looked at 3 peerings, 3 VNets and 1 ghost.')).toBeTruthy();
  expect(within(screen.getByRole('contentinfo')).getByRole('button', { name: '1 error' })).toBeTruthy();
});

test('an estate without fault says what was checked', async () => {
  serveWorld('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a\n');
  await renderApp('/?view=findings');
  expect(await screen.findByRole('heading', { name: 'Nothing was found' })).toBeTruthy();
  expect(screen.getByText(/22 rules looked at 1 peering and 2 VNets\. \d+ checks passed, none failed/)).toBeTruthy();
});

test('picking a finding shows what was seen, what ends it and the page of its rule, and stands in the URL', async () => {
  serveWorld(faults);
  const { user, history } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  const panel = await finding(/VNP101: a → hub/);
  expect(within(panel).getByRole('heading', { name: 'What was seen' })).toBeTruthy();
  expect(within(panel).getByText('Create the half a → hub.')).toBeTruthy();
  expect(within(panel).getByRole('heading', { name: 'Why it matters' })).toBeTruthy();
  await waitFor(() => expect(history.location.search).toContain('finding=VNP101'));
});

test('a fix is shown as what will happen, who must do it, and commands to copy', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  await user.click(await within(await finding(/VNP101/)).findByRole('button', { name: 'Fix…' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(within(dialog).getByRole('heading', { name: 'What will happen', hidden: true })).toBeTruthy();
  expect(within(dialog).getByText(/^The owner of a \(resource group/)).toBeTruthy();
  await user.click(within(dialog).getByRole('tab', { name: 'Terraform', hidden: true }));
  await user.click(within(dialog).getByRole('button', { name: 'Copy', hidden: true }));
  expect(copied).toHaveBeenCalledWith(expect.stringContaining('azurerm_virtual_network_peering'));
});

test('a fix that takes several writes is a plan: steps in the order Azure accepts, counted, with what could not be checked', async () => {
  serveWorld(`${vnets}hub -> a Disconnected\nhub -> far Connected failed\nfar -> hub Connected\n`);
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /hub → a.*Disconnected/ }));
  const dead = within(await finding(/VNP102: hub → a/));
  const steps = within(dead.getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
  expect(steps.map(({ textContent }) => textContent)).toEqual(['Write the half hub → a again as it is.', 'Create the half a → hub.']);
  expect(dead.getByText('Plan: 1 to create, 1 to change, 0 to sync, 0 to delete.')).toBeTruthy();
  await user.click(await screen.findByRole('row', { name: /hub → far/ }));
  const failed = within(await finding(/VNP105/));
  expect(failed.getByRole('heading', { name: 'What could not be checked' })).toBeTruthy();
  expect(failed.getByText('far cannot be read: whether it still exists is not known.')).toBeTruthy();
});

test('a mute needs a reason, takes the finding out of all counts, and can be ended', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  await user.click(await within(await finding(/VNP101/)).findByRole('button', { name: 'Mute…' }));
  // without a layout the focus trap may take the dialog itself for what lies outside
  const dialog = await screen.findByRole('dialog', { hidden: true });
  await user.click(within(dialog).getByRole('button', { name: 'Mute', hidden: true }));
  expect(await within(dialog).findByText('Say why, for whoever asks later.')).toBeTruthy();
  await user.type(within(dialog).getByRole('textbox', { name: /Reason/, hidden: true }), 'planned for May');
  await user.click(within(dialog).getByRole('button', { name: 'Mute', hidden: true }));
  expect(await screen.findByText('Muted: planned for May')).toBeTruthy();
  const chip = await screen.findByRole('button', { name: '1 muted' });
  expect(screen.queryByRole('button', { name: '1 error' })).toBeNull();
  expect(screen.queryByRole('row', { name: /a → hub/ })).toBeNull();
  await user.click(chip);
  expect(await screen.findByRole('row', { name: /a → hub/ })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Unmute' }));
  expect(await within(screen.getByRole('contentinfo')).findByRole('button', { name: '1 error' })).toBeTruthy();
});

test('the filter asks for findings, and the inspector lists them', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=vnets&q=finding:VNP4');
  await waitFor(() => expect(screen.queryByRole('row', { name: /^Pick a / })).toBeNull());
  await user.click(await screen.findByRole('row', { name: /^Pick b / }));
  const panel = await screen.findByRole('article', { name: 'VNet b' });
  await user.click(await within(panel).findByRole('button', { name: /VNet access is turned off/ }));
  expect(await finding(/Warning VNP401/)).toBeTruthy();
});

test('by keyboard: to the page, into the list, from one finding to the next, to one by its code', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=vnets');
  await screen.findByRole('grid', { name: 'VNets' });
  await user.keyboard('gf');
  const first = await screen.findByRole('row', { name: /VNP101/, expanded: true });
  first.focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('a → hub'));
  await user.keyboard('{Enter}');
  await finding(/VNP101/);
  await user.keyboard('n');
  await finding(/VNP401/);
  await user.keyboard('p');
  await finding(/VNP101/);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByPlaceholderText(/^Do something/), 'VNP401');
  await screen.findByRole('option', { name: /VNet access is turned off/, selected: true, hidden: true });
  await user.keyboard('{Enter}');
  await finding(/VNP401/);
});

test('a group closes and opens by arrow keys', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  const group = await screen.findByRole('row', { name: /VNP101/, expanded: true });
  group.focus();
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(screen.queryByRole('row', { name: /a → hub/ })).toBeNull());
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('row', { name: /a → hub/ })).toBeTruthy();
});

test('a new finding is announced when the next reading brings it', async () => {
  const server = serveWorld(`${vnets}hub <-> a\n`);
  await renderApp('/?view=findings');
  await screen.findByRole('heading', { name: 'Nothing was found' });
  server.readAgain(`${vnets}hub -> a Initiated\n`);
  expect(await screen.findByText(/^1 finding new\. One half of the peering is missing: a → hub/)).toBeTruthy();
});

test('a link to a finding that is gone says so', async () => {
  serveWorld(`${vnets}hub <-> a\n`);
  await renderApp('/?view=findings&finding=VNP101%20half%20nowhere');
  expect(await screen.findByRole('heading', { name: 'This finding is gone' })).toBeTruthy();
});
