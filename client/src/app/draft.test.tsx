import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { chooseFromList, runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

afterEach(cleanup);

const THREE_VNETS = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\n';

const storedIntents = ({ documents }: WorldServer): unknown =>
  (documents.get('draft')?.value as { intents?: unknown } | undefined)?.intents;

/** Opens the inspector of the first peering. */
async function inspectPeering(name: RegExp) {
  const app = await renderApp('/?view=peerings');
  await app.user.click(await screen.findByRole('row', { name }));
  return app;
}

test('two VNets can be connected by keyboard alone, from the palette to the draft', async () => {
  const server = serveWorld(THREE_VNETS);
  const { user } = await renderApp();
  await screen.findByRole('row', { name: /hub/ });
  await runCommand(user, 'connect two', /Connect two VNets/);
  await chooseFromList(user, 'Select the first VNet', 'spoke', /spoke/);
  await chooseFromList(user, 'Connect spoke to…', 'hub', /hub/);
  const sheet = await screen.findByRole('article', { name: 'Connect spoke and hub' });
  const preset = within(sheet).getByRole('switch', { name: /^spoke uses hub ?’s gateway$/ });
  preset.focus();
  await user.keyboard(' ');
  within(sheet).getByRole('button', { name: 'Add 2 steps to the draft' }).focus();
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(storedIntents(server)).toMatchObject([
      { kind: 'connect', ab: { flags: { useRemoteGateways: true } }, ba: { flags: { allowTransit: true } } },
    ]),
  );
  expect(screen.queryByRole('article', { name: 'Connect spoke and hub' })).toBeNull();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review plan' })));
});

test('when the panel closes, the focus returns to the row that opened it', async () => {
  serveWorld(THREE_VNETS);
  const { user } = await renderApp();
  const row = await screen.findByRole('row', { name: /spoke/ });
  row.focus();
  await user.keyboard('{Enter}');
  (await screen.findByRole('button', { name: 'Close (Esc)' })).focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Close (Esc)' })).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(row));
});

test('a connection that Azure will reject cannot be drafted, and the message names the prefixes and the third VNet', async () => {
  const server = serveWorld(`${THREE_VNETS}vnet twin 10.1.0.0/16\nhub <-> spoke`);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /twin/ }));
  await user.click(await screen.findByRole('button', { name: 'Connect to…' }));
  await chooseFromList(user, 'Connect twin to…', 'hub', /hub/);
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(
    'twin cannot be peered with hub: 10.1.0.0/16 (twin) overlaps 10.1.0.0/16 (spoke), and hub already has a peering to spoke.',
  );
  expect(screen.getByText('Blocked by: spoke.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Add 2 steps to the draft' }));
  expect(storedIntents(server)).toBeUndefined();
});

test('a half can be named, and a name that Azure rejects is reported', async () => {
  serveWorld(THREE_VNETS);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /lone/ }));
  await user.click(await screen.findByRole('button', { name: 'Connect to…' }));
  await chooseFromList(user, 'Connect lone to…', 'spoke', /spoke/);
  const name = await screen.findByRole('textbox', { name: 'Peering link name in lone' });
  expect(name.getAttribute('placeholder')).toBe('lone-spoke');
  await user.type(name, 'to spoke');
  expect((await screen.findByRole('alert')).textContent).toContain('"to spoke" is not a valid name for a half');
});

test('the half of a VNet that is not visible to the user is handed off to its owner', async () => {
  serveWorld(`${THREE_VNETS}vnet partner 10.9.0.0/16 hidden\nhub -> partner Initiated`);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /lone/ }));
  await user.click(await screen.findByRole('button', { name: 'Connect to…' }));
  await chooseFromList(user, 'Connect lone to…', 'partner', /partner/);
  expect(await screen.findByRole('heading', { name: /^For the owner of partner/ })).toBeTruthy();
  expect(screen.getByText('Some checks could not be completed')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Add 1 step to the draft' })).toBeTruthy();
});

test('a missing right is shown with its role before the user changes anything', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const text = 'Microsoft.Network/virtualNetworks/peer/action is missing on hub; Network Contributor has it';
  server.answer('/api/rights', 200, {
    rights: [
      {
        vnet: [...server.snapshot.rows.vnets].find(({ id }) => id.endsWith('/hub'))?.id.toLowerCase(),
        write: 'no',
        delete: 'no',
        peer: 'no',
        text,
      },
    ],
  });
  await inspectPeering(/hub.*spoke/);
  const half = await screen.findByRole('region', { name: 'hub → spoke' });
  expect(await within(half).findByText(text)).toBeTruthy();
});

test('an option switch changes only the draft, and switching back empties it', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user } = await inspectPeering(/hub.*spoke/);
  const half = await screen.findByRole('region', { name: 'spoke → hub' });
  const forwarded = within(half).getByRole('switch', { name: 'Allow spoke to receive forwarded traffic from hub' });
  await user.click(forwarded);
  expect(within(half).getByText(/Planned\. Currently:/).textContent).toContain('does not accept forwarded traffic');
  expect(await screen.findByText('Change the half spoke → hub: allow forwarded traffic.')).toBeTruthy();
  await waitFor(() => expect(storedIntents(server)).toMatchObject([{ kind: 'set-options', flags: { allowForwarded: true } }]));
  await user.click(forwarded);
  await waitFor(() => expect(storedIntents(server)).toEqual([]));
  expect(server.calls.filter(({ method }) => method === 'POST').every(({ url }) => /^\/api\/(kept|rights)$/.test(url))).toBe(true);
});

test('the keyboard can undo and redo changes to the draft', async () => {
  serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user } = await inspectPeering(/hub.*spoke/);
  await user.keyboard('{Delete}');
  expect(await screen.findByText('Delete the half hub → spoke.')).toBeTruthy();
  await user.keyboard('{Control>}z{/Control}');
  await waitFor(() => expect(screen.queryByText('Delete the half hub → spoke.')).toBeNull());
  await user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  expect(await screen.findByText('Delete the half hub → spoke.')).toBeTruthy();
});

test('a half-configured peering can be repaired with one button that describes its changes', async () => {
  serveWorld(`${THREE_VNETS}hub -> spoke Initiated`);
  const { user } = await inspectPeering(/hub.*spoke/);
  expect(await screen.findByText(/^Repair: Create the half spoke → hub/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Repair' }));
  expect(await screen.findByRole('heading', { name: /^In the draft/ })).toBeTruthy();
});

test('closing the tab right after a change keeps the draft', async () => {
  serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const first = await inspectPeering(/hub.*spoke/);
  await first.user.keyboard('{Delete}');
  await screen.findByText('Delete the half hub → spoke.');
  first.unmount();
  await inspectPeering(/hub.*spoke/);
  expect(await screen.findByText('Delete the half hub → spoke.')).toBeTruthy();
});

test('a change of the draft by another user is shown', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const { user } = await inspectPeering(/hub.*spoke/);
  await user.keyboard('{Delete}');
  await waitFor(() => expect(storedIntents(server)).toHaveLength(1));
  const now = server.documents.get('draft');
  if (now) server.documents.set('draft', { ...now, version: now.version + 1, value: { intents: [] } });
  server.status = { ...server.status, changes: { ...server.status.changes, serial: server.status.changes.serial + 1 } };
  server.push();
  await waitFor(() => expect(screen.queryByText('Delete the half hub → spoke.')).toBeNull());
});

test('the fix of a finding is added to the draft', async () => {
  const server = serveWorld(`${THREE_VNETS}hub -> spoke Initiated`);
  const { user } = await renderApp('/?view=findings');
  await user.click((await screen.findAllByRole('row', { name: /hub/ }))[0] ?? document.body);
  await user.click(await screen.findByRole('button', { name: 'Fix…' }));
  await user.click(await screen.findByRole('button', { name: 'Add to the draft' }));
  await waitFor(() => expect(storedIntents(server)).toMatchObject([{ kind: 'changes' }]));
});

test('mutes stored in the browser are moved to the server once', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  const mute = {
    id: '1 all',
    scope: { kind: 'code', code: 'VNP101' },
    what: 'All',
    reason: 'known',
    since: '2026-11-22T10:00:00.000Z',
    until: null,
  };
  localStorage.setItem('peerscape.mutes.test', JSON.stringify([mute]));
  await renderApp();
  await waitFor(() => expect(server.documents.get('mutes')?.value).toEqual([mute]));
  expect(localStorage.getItem('peerscape.mutes.test')).toBe('[]');
});

test('when the server cannot save the draft, the page keeps it and shows a warning', async () => {
  const server = serveWorld(`${THREE_VNETS}hub <-> spoke`);
  server.answer('/api/kept', 500, { title: 'The disk is full', status: 500, code: 'Full' });
  const { user } = await inspectPeering(/hub.*spoke/);
  await user.keyboard('{Delete}');
  expect(await screen.findByText('Delete the half hub → spoke.')).toBeTruthy();
  expect(await screen.findByText(/The draft cannot be saved: The disk is full/)).toBeTruthy();
});

test('a peering that a virtual hub manages can be deleted neither by keyboard nor by mouse, and the reason is shown', async () => {
  const server = serveWorld('vnet spoke 10.1.0.0/16\nvnet wan 10.3.0.0/24 hidden\nspoke -> wan Connected name=RemoteVnetToHubPeering_1');
  const { user } = await inspectPeering(/spoke.*wan/);
  const menu = await screen.findByRole('button', { name: 'Delete peering…' });
  await user.keyboard('{Delete}');
  expect(await screen.findByText('Managed by a virtual hub: delete the connection there.')).toBeTruthy();
  await user.click(menu);
  const items = await screen.findAllByRole('menuitem', { name: /^Delete/ });
  expect(items.map((item) => [item.textContent, item.getAttribute('aria-disabled')])).toEqual([
    ['Delete both halvesManaged by a virtual hub: delete the connection there', 'true'],
    ['Delete only spoke → wanManaged by a virtual hub: delete the connection there', 'true'],
  ]);
  expect(storedIntents(server)).toBeUndefined();
});
