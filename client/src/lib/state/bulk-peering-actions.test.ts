import { buildTopology } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { bulkPeeringActions } from './bulk-peering-actions.ts';

const VNETS = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nvnet d 10.4.0.0/16\n';
const WORLD = `${VNETS}a <-> hub
b -> hub Connected learned=10.0.0.0/17
hub -> b Connected
c -> hub Initiated
d <-> hub no-sync-level | no-sync-level`;

/** Returns each action with the kinds of its intents and the reasons for the others. */
const actionsOn = (topology: ReturnType<typeof topologyOf>) =>
  bulkPeeringActions(topology, [...topology.peerings.values()]).map(({ kind, intents, others }) => [
    kind,
    intents.map((intent) => intent.kind),
    Object.fromEntries(others),
  ]);

test('each action is offered for the peerings that it applies to, with the reasons why not for the others', () => {
  expect(actionsOn(topologyOf(WORLD))).toEqual([
    ['sync', ['sync'], { 'in sync': 1, 'not connected': 1, 'with unknown sync level': 1 }],
    ['repair', ['repair'], { 'not half-configured': 2, 'out of sync, which Sync fixes': 1 }],
    ['delete', ['delete', 'delete', 'delete', 'delete'], {}],
  ]);
});

test('a leftover half can be deleted, and not repaired', () => {
  const world = readWorld('vnet hub 10.0.0.0/16\nvnet old 10.3.0.0/24 deleted\nhub -> old Disconnected');
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const topology = buildTopology({ ...rows, absentVNets: [{ id: rows.halves[0]?.remoteId ?? '', reason: 'not-found' }] });
  expect(actionsOn(topology)).toEqual([
    ['sync', [], { 'not connected': 1 }],
    ['repair', [], { 'with a leftover half, which can only be deleted': 1 }],
    ['delete', ['delete'], {}],
  ]);
});

test('what a virtual hub manages is not deleted here', () => {
  const world = readWorld('vnet spoke 10.0.0.0/16\nvnet wan 10.3.0.0/24 hidden\nspoke -> wan Connected');
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const topology = buildTopology({ ...rows, absentVNets: [{ id: rows.halves[0]?.remoteId ?? '', reason: 'virtual-hub' }] });
  expect(actionsOn(topology).at(-1)).toEqual(['delete', [], { 'managed by a virtual hub': 1 }]);
});
