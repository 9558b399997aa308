import { describe, expect, it } from 'vitest';
import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { readWorld } from '../world/index.ts';
import { applyChanges, type Change, type TopologyRows } from './index.ts';

const rowsOf = (text: string): TopologyRows => {
  const world = readWorld(`vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16 10.2.0.0/16\nvnet gone 10.9.0.0/16 deleted\n${text}`);
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
};

const keyIn = (rows: TopologyRows, name: string): ResourceKey =>
  resourceKey(
    [...rows.vnets.map(({ id }) => id), ...rows.halves.map(({ remoteId }) => remoteId)].find((id) => lastName(id) === name) ?? name,
  );

/** `put hub a`, `sync a hub`, `delete hub a`, one after the other, and what each half shows then. */
function after(text: string, ...wishes: readonly (readonly [string, Partial<Change & { kind: 'put-half' }>['flags']?])[]): string[] {
  const rows = rowsOf(text);
  const changes = wishes.map(([wish, flags]): Change => {
    const [kind, from = '', to = ''] = wish.split(' ');
    const ends = { from: keyIn(rows, from), to: keyIn(rows, to) };
    return kind === 'put'
      ? { kind: 'put-half', ...ends, ...(flags && { flags }) }
      : { kind: kind === 'sync' ? 'sync-half' : 'delete-half', ...ends };
  });
  return applyChanges(rows, changes).halves.map(
    ({ id, remoteId, state, sync }) => `${id.split('/')[8]} -> ${lastName(remoteId)} ${state} ${sync}`,
  );
}

describe('what Azure shows after a change', () => {
  it.each([
    ['the first half waits', '', ['put hub a'], ['hub -> a Initiated RemoteNotInSync']],
    ['the second connects both', 'hub -> a Initiated', ['put a hub'], ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync']],
    ['a deleted half leaves its twin Disconnected', 'hub <-> a', ['delete hub a'], ['a -> hub Disconnected RemoteNotInSync']],
    ['a dead half that is written waits again', 'hub -> a Disconnected', ['put hub a'], ['hub -> a Initiated RemoteNotInSync']],
    ['a dead half blocks its twin', 'hub -> a Disconnected', ['put a hub'], ['hub -> a Disconnected RemoteNotInSync']],
    [
      'a dead half that is written first lets its twin in',
      'hub -> a Disconnected',
      ['put hub a', 'put a hub'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    [
      'a dead half that is deleted first lets its twin wait',
      'hub -> a Disconnected',
      ['delete hub a', 'put a hub'],
      ['a -> hub Initiated RemoteNotInSync'],
    ],
    [
      'two dead halves are written one after the other',
      'hub -> a Disconnected\na -> hub Disconnected',
      ['put hub a', 'put a hub'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    [
      'a sync teaches the half that holds the old picture',
      'hub -> a Connected learned=10.1.0.0/16\na -> hub Connected',
      ['sync hub a'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    [
      'a sync of the other half changes nothing',
      'hub -> a Connected learned=10.1.0.0/16\na -> hub Connected',
      ['sync a hub'],
      ['hub -> a Connected LocalNotInSync', 'a -> hub Connected RemoteNotInSync'],
    ],
    [
      'a plain write does not sync',
      'hub -> a Connected learned=10.1.0.0/16\na -> hub Connected',
      ['put hub a'],
      ['hub -> a Connected LocalNotInSync', 'a -> hub Connected RemoteNotInSync'],
    ],
    ['a dead half is not synced', 'hub -> a Disconnected', ['sync hub a'], ['hub -> a Disconnected RemoteNotInSync']],
    ['a VNet that is gone gets no half', 'hub -> gone Disconnected', ['put gone hub'], ['hub -> gone Disconnected RemoteNotInSync']],
    ['a half that is not there is not deleted', 'hub -> a Initiated', ['delete a hub'], ['hub -> a Initiated RemoteNotInSync']],
  ])('%s', (_, text, wishes, shown) => {
    expect(after(text, ...wishes.map((wish) => [wish] as const))).toEqual(shown);
  });

  it('keeps the settings that a write leaves out, and Azure’s on a new half', () => {
    const rows = rowsOf('hub -> a Initiated forwarded transit');
    const [hub, a] = [keyIn(rows, 'hub'), keyIn(rows, 'a')];
    const { halves } = applyChanges(rows, [
      { kind: 'put-half', from: hub, to: a, flags: { allowAccess: false } },
      { kind: 'put-half', from: a, to: hub, flags: { useRemoteGateways: true }, name: 'home' },
    ]);
    expect(halves).toMatchObject([
      { allowAccess: false, allowForwarded: true, allowTransit: true, useRemoteGateways: false },
      { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: true, remoteLearned: ['10.0.0.0/16'] },
    ]);
    expect(halves[1]?.id.endsWith('/virtualNetworks/a/virtualNetworkPeerings/home')).toBe(true);
    expect(halves[1]?.resourceGuid).toBe(halves[0]?.resourceGuid);
    expect(halves[0]?.etag).toBeUndefined();
  });

  it('keeps a second half between the same two VNets, which only files can hold', () => {
    const rows = rowsOf('hub -> a Initiated\nhub -> a Initiated name=twice');
    const { halves } = applyChanges(rows, [{ kind: 'put-half', from: keyIn(rows, 'hub'), to: keyIn(rows, 'a') }]);
    expect(halves.map(({ id }) => lastName(id))).toEqual(['hub-a', 'twice']);
  });

  it('leaves the rows it was given as they were', () => {
    const rows = rowsOf('hub <-> a');
    const copy = JSON.stringify(rows);
    applyChanges(rows, [{ kind: 'delete-half', from: keyIn(rows, 'hub'), to: keyIn(rows, 'a') }]);
    expect(JSON.stringify(rows)).toBe(copy);
  });
});
