import { CATALOGUE } from '@peerscape/shared/health';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import { serveWorld } from '../../testing/world-server.ts';

afterEach(cleanup);

const vnets = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet far 10.4.0.0/16 hidden\n';
const faults = `${vnets}hub -> a Initiated\nhub <-> b no-access\nhub <-> far\n`;
const finding = (name: RegExp) => screen.findByRole('article', { name });

test('lists findings by rule, inconclusive checks, and what was checked', async () => {
  serveWorld(faults);
  await renderApp('/?view=findings');
  expect(await screen.findByRole('row', { name: /Error One half of the peering is missing VNP101/ })).toBeTruthy();
  expect(screen.getByRole('row', { name: /a → hub.*waits for the other side/ })).toBeTruthy();
  expect(screen.getByText(/^Inconclusive: \d+$/)).toBeTruthy();
  expect(screen.getByText(`${CATALOGUE.length} rules checked 3 peerings, 3 VNets and 1 VNet not visible to you.`)).toBeTruthy();
  expect(within(screen.getByRole('contentinfo')).getByRole('button', { name: '1 error' })).toBeTruthy();
});

test('shows what was checked when there are no findings', async () => {
  serveWorld('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a\n');
  await renderApp('/?view=findings');
  expect(await screen.findByRole('heading', { name: 'No findings' })).toBeTruthy();
  expect(
    screen.getByText(new RegExp(`${CATALOGUE.length} rules checked 1 peering and 2 VNets\\. \\d+ checks passed; none failed`)),
  ).toBeTruthy();
});

test('opens a finding with its details, its fix and the page of its rule, and writes it to the URL', async () => {
  serveWorld(faults);
  const { user, history } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  const panel = await finding(/VNP101: a → hub/);
  expect(within(panel).getByRole('heading', { name: 'Details' })).toBeTruthy();
  expect(within(panel).getByText('Create the half a → hub.')).toBeTruthy();
  expect(within(panel).getByRole('heading', { name: 'Why it matters' })).toBeTruthy();
  await waitFor(() => expect(history.location.search).toContain('finding=VNP101'));
});

test('the VNets of a finding open in the Azure portal, from the finding and from the inspector, if the file names their tenant', async () => {
  const server = serveWorld(faults);
  server.snapshot = { ...server.snapshot, source: { kind: 'file', name: 'estate.json' } };
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  const panel = within(await finding(/VNP101: a → hub/));
  const portalUrl = /^https:\/\/portal\.azure\.com\/#@[-\da-f]{36}\/resource\/subscriptions\/.*\/virtualNetworks\/hub$/;
  expect(panel.getByRole<HTMLAnchorElement>('link', { name: 'Open hub in Azure portal' }).href).toMatch(portalUrl);
  await user.click(panel.getByRole('button', { name: 'hub' }));
  const vnet = within(await screen.findByRole('article', { name: 'VNet hub' }));
  expect(vnet.getByRole<HTMLAnchorElement>('link', { name: 'Open in Azure portal' }).href).toMatch(portalUrl);
});

test('shows a fix as planned changes, who must make them, and commands to copy', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  const copied = vi.spyOn(navigator.clipboard, 'writeText');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  await user.click(await within(await finding(/VNP101/)).findByRole('button', { name: 'Fix…' }));
  const dialog = await screen.findByRole('dialog', { hidden: true });
  expect(within(dialog).getByRole('heading', { name: 'Planned steps', hidden: true })).toBeTruthy();
  expect(within(dialog).getByText(/^The owner of a \(resource group/)).toBeTruthy();
  await user.click(within(dialog).getByRole('tab', { name: 'Terraform', hidden: true }));
  await user.click(within(dialog).getByRole('button', { name: 'Copy', hidden: true }));
  expect(copied).toHaveBeenCalledWith(expect.stringContaining('azurerm_virtual_network_peering'));
});

test('the focus is on the button of the fix after its dialog has closed, also when the fix was added to the draft', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  for (const close of ['Close', 'Add to the draft']) {
    const fix = await within(await finding(/VNP101/)).findByRole('button', { name: 'Fix…' });
    await user.click(fix);
    const dialog = await screen.findByRole('dialog', { hidden: true });
    await user.click(within(dialog).getByRole('button', { name: close, hidden: true }));
    await waitFor(() => expect(screen.queryByRole('dialog', { hidden: true })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(fix));
  }
});

test('shows a fix with several writes as a plan: steps in the order Azure accepts, their counts, and what could not be checked', async () => {
  serveWorld(`${vnets}hub -> a Disconnected\nhub -> far Connected failed\nfar -> hub Connected\n`);
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /hub → a.*Disconnected/ }));
  const dead = within(await finding(/VNP102: hub → a/));
  const steps = within(dead.getByRole('list', { name: 'Steps' })).getAllByRole('listitem');
  expect(steps.map(({ textContent }) => textContent)).toEqual([
    'Rewrite the half hub → a with its current settings.',
    'Create the half a → hub.',
  ]);
  expect(dead.getByText('Plan: 1 to create, 1 to update.')).toBeTruthy();
  await user.click(await screen.findByRole('row', { name: /hub → far/ }));
  const failed = within(await finding(/VNP105/));
  expect(failed.getByRole('heading', { name: 'Could not be checked' })).toBeTruthy();
  expect(failed.getByText('far cannot be read, so it is not known whether it still exists.')).toBeTruthy();
});

test('requires a reason for a mute, excludes the finding from all counts, and unmutes it', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  await user.click(await screen.findByRole('row', { name: /a → hub/ }));
  await user.click(await within(await finding(/VNP101/)).findByRole('button', { name: 'Mute…' }));
  // without layout the focus trap may treat the dialog itself as outside content
  const dialog = await screen.findByRole('dialog', { hidden: true });
  await user.click(within(dialog).getByRole('button', { name: 'Mute', hidden: true }));
  expect(await within(dialog).findByText('Enter a reason, so that others know why.')).toBeTruthy();
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

test('filters VNets by finding, and lists the findings in the inspector', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=vnets&q=finding:VNP4');
  await waitFor(() => expect(screen.queryByRole('row', { name: /^Select a / })).toBeNull());
  await user.click(await screen.findByRole('row', { name: /^Select b / }));
  const panel = await screen.findByRole('article', { name: 'VNet b' });
  await user.click(await within(panel).findByRole('button', { name: /VNet access is turned off/ }));
  expect(await finding(/Warning VNP401/)).toBeTruthy();
});

test('navigates by keyboard: to the page, into the list, between findings, and to one by its code', async () => {
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
  await user.type(await screen.findByPlaceholderText(/^Search commands/), 'VNP401');
  await screen.findByRole('option', { name: /VNet access is turned off/, selected: true, hidden: true });
  await user.keyboard('{Enter}');
  await finding(/VNP401/);
});

test('closes and opens a group with the arrow keys', async () => {
  serveWorld(faults);
  const { user } = await renderApp('/?view=findings');
  const group = await screen.findByRole('row', { name: /VNP101/, expanded: true });
  group.focus();
  await user.keyboard('{ArrowLeft}');
  await waitFor(() => expect(screen.queryByRole('row', { name: /a → hub/ })).toBeNull());
  await user.keyboard('{ArrowRight}');
  expect(await screen.findByRole('row', { name: /a → hub/ })).toBeTruthy();
});

test('announces a new finding when the next refresh brings it', async () => {
  const server = serveWorld(`${vnets}hub <-> a\n`);
  await renderApp('/?view=findings');
  await screen.findByRole('heading', { name: 'No findings' });
  server.readAgain(`${vnets}hub -> a Initiated\n`);
  expect(await screen.findByText(/^1 new finding\. One half of the peering is missing: a → hub/)).toBeTruthy();
});

test('shows that a linked finding no longer exists', async () => {
  serveWorld(`${vnets}hub <-> a\n`);
  await renderApp('/?view=findings&finding=VNP101%20half%20nowhere');
  expect(await screen.findByRole('heading', { name: 'This finding no longer exists' })).toBeTruthy();
});
