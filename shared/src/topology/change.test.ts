import { describe, expect, it } from 'vitest';
import { lastName, type ResourceKey, resourceKey } from '../arm/index.ts';
import { readWorld } from '../world/index.ts';
import { applyChanges, type Change, type TopologyRows } from './index.ts';

const rowsOf = (text: string): TopologyRows => {
  const fixture = readWorld(`vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16 10.2.0.0/16\nvnet gone 10.9.0.0/16 deleted\n${text}`);
  if (!fixture.ok) throw new Error(fixture.problem);
  return fixture.value.rows;
};

const keyIn = (rows: TopologyRows, name: string): ResourceKey =>
  resourceKey(
    [...rows.vnets.map(({ id }) => id), ...rows.halves.map(({ remoteId }) => remoteId)].find((id) => lastName(id) === name) ?? name,
  );

/** Applies commands such as `put hub a`, `sync a hub` and `delete hub a` in order and returns the resulting halves. */
function after(text: string, ...commands: readonly (readonly [string, Partial<Change & { kind: 'put-half' }>['flags']?])[]): string[] {
  const rows = rowsOf(text);
  const changes = commands.map(([command, flags]): Change => {
    const [kind, from = '', to = ''] = command.split(' ');
    const ends = { from: keyIn(rows, from), to: keyIn(rows, to) };
    return kind === 'put'
      ? { kind: 'put-half', ...ends, ...(flags && { flags }) }
      : { kind: kind === 'sync' ? 'sync-half' : 'delete-half', ...ends };
  });
  return applyChanges(rows, changes).halves.map(
    ({ id, remoteId, state, sync }) => `${id.split('/')[8]} -> ${lastName(remoteId)} ${state} ${sync}`,
  );
}

describe('the rows after a change', () => {
  it.each([
    ['the first half is Initiated', '', ['put hub a'], ['hub -> a Initiated RemoteNotInSync']],
    [
      'the second half connects both',
      'hub -> a Initiated',
      ['put a hub'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    ['a deletion leaves the counterpart Disconnected', 'hub <-> a', ['delete hub a'], ['a -> hub Disconnected RemoteNotInSync']],
    [
      'a Disconnected half that is written becomes Initiated',
      'hub -> a Disconnected',
      ['put hub a'],
      ['hub -> a Initiated RemoteNotInSync'],
    ],
    ['a Disconnected half blocks its counterpart', 'hub -> a Disconnected', ['put a hub'], ['hub -> a Disconnected RemoteNotInSync']],
    [
      'a Disconnected half that is written first can be connected',
      'hub -> a Disconnected',
      ['put hub a', 'put a hub'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    [
      'a Disconnected half that is deleted first no longer blocks its counterpart',
      'hub -> a Disconnected',
      ['delete hub a', 'put a hub'],
      ['a -> hub Initiated RemoteNotInSync'],
    ],
    [
      'two Disconnected halves are connected by writing one after the other',
      'hub -> a Disconnected\na -> hub Disconnected',
      ['put hub a', 'put a hub'],
      ['hub -> a Connected FullyInSync', 'a -> hub Connected FullyInSync'],
    ],
    [
      'a sync updates the half that is out of sync',
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
    ['a Disconnected half is not synced', 'hub -> a Disconnected', ['sync hub a'], ['hub -> a Disconnected RemoteNotInSync']],
    ['a deleted VNet gets no half', 'hub -> gone Disconnected', ['put gone hub'], ['hub -> gone Disconnected RemoteNotInSync']],
    ['deleting a missing half changes nothing', 'hub -> a Initiated', ['delete a hub'], ['hub -> a Initiated RemoteNotInSync']],
  ])('%s', (_, text, commands, expected) => {
    expect(after(text, ...commands.map((command) => [command] as const))).toEqual(expected);
  });

  it('preserves settings that a write omits, and uses Azure’s defaults on a new half', () => {
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

  it('preserves a second half between the same two VNets, which can occur in files', () => {
    const rows = rowsOf('hub -> a Initiated\nhub -> a Initiated name=twice');
    const { halves } = applyChanges(rows, [{ kind: 'put-half', from: keyIn(rows, 'hub'), to: keyIn(rows, 'a') }]);
    expect(halves.map(({ id }) => lastName(id))).toEqual(['hub-a', 'twice']);
  });

  it('does not modify its input', () => {
    const rows = rowsOf('hub <-> a');
    const copy = JSON.stringify(rows);
    applyChanges(rows, [{ kind: 'delete-half', from: keyIn(rows, 'hub'), to: keyIn(rows, 'a') }]);
    expect(JSON.stringify(rows)).toBe(copy);
  });
});

describe('the prefixes that a half has learned and that its remote has', () => {
  const prefixesOf = (text: string, change: (rows: TopologyRows) => Change): string[] => {
    const rows = rowsOf(text);
    return applyChanges(rows, [change(rows)]).halves.map(
      ({ id, remoteLearned = [], remoteCurrent = [] }) => `${lastName(id)} ${remoteLearned.join()} | ${remoteCurrent.join()}`,
    );
  };
  const put =
    (from: string, to: string, flags: Partial<Change & { kind: 'put-half' }>['flags'] = {}) =>
    (rows: TopologyRows): Change => ({ kind: 'put-half', from: keyIn(rows, from), to: keyIn(rows, to), flags });
  const SUBNETS = 'subnet hub/core 10.0.1.0/24\nsubnet a/web 10.1.1.0/24\nsubnet a/jobs 10.1.2.0/24\n';

  it('are current on both halves once they connect, and those of the subnets that the first half lists', () => {
    expect(prefixesOf(`${SUBNETS}hub -> a Initiated local-subnets=core remote-subnets=web learned=10.1.9.0/24`, put('a', 'hub'))).toEqual([
      'hub-a 10.1.1.0/24 | 10.1.1.0/24',
      'a-hub 10.0.1.0/24 | 10.0.1.0/24',
    ]);
  });

  it('differ after a Connected half peers another subnet, until it is synced', () => {
    const change = put('hub', 'a', { remoteSubnets: ['web', 'jobs'] });
    expect(prefixesOf(`${SUBNETS}hub <-> a local-subnets=core remote-subnets=web`, change)).toEqual([
      'hub-a 10.1.1.0/24 | 10.1.1.0/24,10.1.2.0/24',
      'a-hub 10.0.1.0/24 | 10.0.1.0/24',
    ]);
  });
});
