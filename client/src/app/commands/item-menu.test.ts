import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { expect, test } from 'vitest';
import { URL_DEFAULTS } from '../../lib/state/url-state.ts';
import type { MenuTarget } from '../../lib/state/use-item-menu.tsx';
import { topologyOf } from '../../testing/worlds.ts';
import type { CommandContext } from './commands.ts';
import { menuGroups, menuTitle } from './item-menu.ts';

/** Creates the context of a fixture in which nothing is open. */
function contextOf(world: string, more: Partial<CommandContext> = {}) {
  const topology = more.topology ?? topologyOf(world);
  const drafted: Intent[] = [];
  const opened: string[] = [];
  const context = {
    topology,
    url: URL_DEFAULTS,
    setUrl: (change: object) => void opened.push(JSON.stringify(change)),
    openDialog: (id: string, from?: ResourceKey) => void opened.push(`${id} ${from?.split('/').at(-1)}`),
    focused: undefined,
    selected: new Set<ResourceKey>(),
    shown: undefined,
    sourceKind: 'sandbox',
    toPortalUrl: () => undefined,
    addToDraft: (intents: readonly Intent[]) => void drafted.push(...intents),
    ...more,
  } as Partial<CommandContext> as CommandContext;
  const keyOf = (name: string) =>
    [...topology.vnets.values(), ...topology.ghosts.values()].find((node) => node.name === name)?.key ?? ('' as ResourceKey);
  const peering = [...topology.peerings.values()][0];
  return { context, drafted, opened, keyOf, peering };
}

const itemsOf = (target: MenuTarget, context: CommandContext) =>
  menuGroups(target, context).map((group) =>
    group.map(({ label, unavailable }) => label + (unavailable === undefined ? '' : ` (${unavailable})`)),
  );

/** Runs the item with that label. */
const run = (target: MenuTarget, context: CommandContext, label: string) =>
  menuGroups(target, context)
    .flat()
    .find((entry) => entry.label === label)
    ?.run();

const WORLD = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nvnet broken 10.2.0.0/16\nhub <-> spoke\nhub -> broken Initiated';

test('the menu of a VNet has what can be done with it and with its peerings', () => {
  const { context, keyOf } = contextOf(WORLD);
  expect(itemsOf({ kind: 'vnet', key: keyOf('hub') }, context)).toEqual([
    ['Open details', 'Show on map', 'Focus on neighbourhood', 'Hide others'],
    ['Connect to…', 'Can it reach…', 'Show its reach on the map', 'Select', 'Select neighbours (2)'],
    ['Repair 1 peering', 'Delete all 2 peerings'],
    ['Open in Azure portal (The sandbox is not in the Azure portal)', 'Copy resource ID'],
  ]);
});

test('an action acts on the target of the menu, not on the open item', () => {
  const { context, drafted, opened, keyOf } = contextOf(WORLD);
  const [hub, spoke] = [keyOf('hub'), keyOf('spoke')];
  const onSpoke: CommandContext = { ...context, focused: { kind: 'vnet', key: spoke } };
  run({ kind: 'vnet', key: hub }, onSpoke, 'Connect to…');
  run({ kind: 'vnet', key: hub }, onSpoke, 'Repair 1 peering');
  expect(opened).toEqual(['connect hub']);
  expect(drafted).toMatchObject([{ kind: 'repair' }]);
});

test('what is already open cannot be opened, and only then shortcuts are shown, because they act on the open item', () => {
  const { context, keyOf } = contextOf(WORLD);
  const target: MenuTarget = { kind: 'vnet', key: keyOf('hub') };
  const open: CommandContext = { ...context, url: { ...URL_DEFAULTS, select: `vnet:${target.key}` } };
  const shortcuts = (from: CommandContext) =>
    menuGroups(target, from)
      .flat()
      .flatMap(({ shortcut }) => shortcut ?? []);
  expect(itemsOf(target, open)[0]).toEqual(['Show on map', 'Focus on neighbourhood', 'Hide others']);
  expect([shortcuts(context), shortcuts(open)]).toEqual([[], ['S', 'O', 'A', 'G R', 'T', 'C']]);
});

test('others than the target are hidden, or than all selected VNets if it is one of them', () => {
  const { context, keyOf } = contextOf(WORLD);
  const [hub, spoke, broken] = [keyOf('hub'), keyOf('spoke'), keyOf('broken')];
  const filtered: string[] = [];
  const selecting = { ...context, map: () => null, setFilter: (text: string) => void filtered.push(text), selected: new Set([hub, spoke]) };
  run({ kind: 'vnet', key: broken }, selecting, 'Hide others');
  run({ kind: 'vnet', key: hub }, selecting, 'Hide others than the 2 selected VNets');
  expect(filtered).toEqual(['near:broken+0', 'near:hub+0 OR near:spoke+0']);
});

test('a VNet without peerings has none to select, and the reason is shown', () => {
  const { context, keyOf } = contextOf('vnet lone 10.0.0.0/16\nvnet other 10.1.0.0/16');
  expect(itemsOf({ kind: 'vnet', key: keyOf('lone') }, context).slice(1, 3)).toEqual([
    [
      'Connect to…',
      'Can it reach…',
      'Show its reach on the map',
      'Select',
      'Select neighbours (0) (No peerings with VNets visible to you)',
    ],
    ['Open in Azure portal (The sandbox is not in the Azure portal)', 'Copy resource ID'],
  ]);
});

test('the menu of a peering repairs it, and deletes both halves or the only one', () => {
  const { context, drafted, keyOf, peering } = contextOf('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated');
  if (!peering) throw new Error('The fixture has no peering');
  const target: MenuTarget = { kind: 'peering', key: peering.key };
  expect(menuTitle(target, context)).toBe('hub – spoke');
  expect(itemsOf(target, context)).toEqual([
    ['Open details', 'Show on map', 'Focus on neighbourhood', 'Hide others'],
    ['Edit peering…', 'Repair peering'],
    ['Delete peering (both halves)', 'Delete only hub → spoke'],
    ['Copy resource ID of hub → spoke'],
  ]);
  run(target, context, 'Repair peering');
  run(target, context, 'Delete only hub → spoke');
  expect(drafted).toEqual([
    { kind: 'repair', a: peering.a, b: peering.b },
    { kind: 'delete', from: keyOf('hub'), to: keyOf('spoke'), only: 'half' },
  ]);
});

test('the menu of a half is about that half', () => {
  const { context, keyOf, peering } = contextOf('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke');
  if (!peering) throw new Error('The fixture has no peering');
  const target: MenuTarget = { kind: 'peering', key: peering.key, owner: keyOf('spoke') };
  expect(menuTitle(target, context)).toBe('spoke → hub');
  expect(
    itemsOf(target, context)
      .flat()
      .filter((label) => label.includes('→')),
  ).toEqual(['Delete only spoke → hub', 'Copy resource ID of spoke → hub']);
});

test('VNets are opened in the portal where their address is known', () => {
  const { context, peering } = contextOf('vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke', {
    sourceKind: 'azure',
    toPortalUrl: (id) => `https://portal/${id.split('/').at(-1)}`,
  });
  if (!peering) throw new Error('The fixture has no peering');
  const links = menuGroups({ kind: 'peering', key: peering.key }, context)
    .flat()
    .flatMap(({ label, href }) => (href ? `${label}: ${href}` : []));
  expect(links).toEqual(['Open hub in Azure portal: https://portal/hub', 'Open spoke in Azure portal: https://portal/spoke']);
});

test('a VNet that is not visible can be connected, but not selected', () => {
  const { context, keyOf } = contextOf('vnet hub 10.0.0.0/16\nvnet secret 10.3.0.0/24 hidden\nhub <-> secret', { sourceKind: 'file' });
  expect(itemsOf({ kind: 'vnet', key: keyOf('secret') }, context)).toEqual([
    ['Open details', 'Show on map', 'Focus on neighbourhood', 'Hide others'],
    ['Connect to…', 'Select neighbours (1)'],
    ['Open in Azure portal (The tenant is not known from this file)', 'Copy resource ID'],
  ]);
});

test('a deleted VNet cannot be connected, and its leftover half can be deleted', () => {
  const world = readWorld('vnet hub 10.0.0.0/16\nvnet old 10.3.0.0/24 deleted\nhub -> old Disconnected');
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const id = rows.halves[0]?.remoteId ?? '';
  const { context, drafted, keyOf } = contextOf('', { topology: buildTopology({ ...rows, absentVNets: [{ id, reason: 'not-found' }] }) });
  const target: MenuTarget = { kind: 'vnet', key: keyOf('old') };
  expect(itemsOf(target, context).slice(1, 3)).toEqual([
    ['Connect to… (This VNet was deleted)', 'Select neighbours (1)'],
    ['Delete 1 leftover half'],
  ]);
  run(target, context, 'Delete 1 leftover half');
  expect(drafted).toEqual([{ kind: 'delete', from: keyOf('hub'), to: keyOf('old'), only: 'half' }]);
});

test('a VNet that no longer exists has no menu', () => {
  const { context } = contextOf(WORLD);
  expect(menuTitle({ kind: 'vnet', key: '/gone' as ResourceKey }, context)).toBeUndefined();
});

/** Creates the topology of a fixture whose VNet `wan` belongs to a virtual hub. */
function topologyWithVirtualHub(halves: string) {
  const world = readWorld(`vnet spoke 10.0.0.0/16\nvnet other 10.1.0.0/16\nvnet wan 10.3.0.0/24 hidden\n${halves}`);
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const wan = rows.halves.find(({ remoteId }) => remoteId.endsWith('/wan'))?.remoteId ?? '';
  return buildTopology({ ...rows, absentVNets: [{ id: wan, reason: 'virtual-hub' }] });
}
const MANAGED = 'Managed by a virtual hub: delete the connection there';

test('a peering that a virtual hub manages cannot be deleted, and the reason is shown', () => {
  const { context, keyOf, peering } = contextOf('', { topology: topologyWithVirtualHub('spoke -> wan Connected') });
  if (!peering) throw new Error('The fixture has no peering');
  expect(itemsOf({ kind: 'peering', key: peering.key }, context)).toContainEqual([`Delete peering (both halves) (${MANAGED})`]);
  expect(itemsOf({ kind: 'vnet', key: keyOf('spoke') }, context)).toContainEqual([`Delete the peering (${MANAGED})`]);
});

test('all peerings of a VNet are deleted but those that a virtual hub manages', () => {
  const { context, drafted, keyOf } = contextOf('', { topology: topologyWithVirtualHub('spoke -> wan Connected\nspoke <-> other') });
  run({ kind: 'vnet', key: keyOf('spoke') }, context, 'Delete 1 of 2 peerings (1 managed by a virtual hub)');
  expect(drafted.map((intent) => intent.kind === 'delete' && [intent.from, intent.to].sort())).toEqual([[keyOf('other'), keyOf('spoke')]]);
});

test('what a virtual hub connection left behind can be deleted', () => {
  const { context, keyOf, peering } = contextOf('', { topology: topologyWithVirtualHub('spoke -> wan Disconnected') });
  if (!peering) throw new Error('The fixture has no peering');
  expect(itemsOf({ kind: 'peering', key: peering.key }, context).flat()).toContain('Delete peering (both halves)');
  expect(itemsOf({ kind: 'vnet', key: keyOf('spoke') }, context).flat()).toContain('Delete the peering');
});

test('with two selected VNets, the menu of one of them asks whether one reaches the other', () => {
  const { context, keyOf } = contextOf(WORLD);
  const selected = new Set([keyOf('hub'), keyOf('spoke')]);
  const labelsOf = (target: 'hub' | 'broken') => itemsOf({ kind: 'vnet', key: keyOf(target) }, { ...context, selected }).flat();
  expect(labelsOf('hub')).toContain('Can hub reach spoke?');
  expect(labelsOf('broken')).toContain('Can it reach…');
});
