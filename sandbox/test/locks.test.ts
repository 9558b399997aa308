import { describe, expect, it } from 'vitest';
import { createTestBench, GROUP, halfId, SUBSCRIPTION, vnetId } from './harness.ts';

const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub <-> a';
const bench = createTestBench(WORLD);

const lock = (scope: string, level: string, name = 'lock') => bench.control('POST', 'locks', { lock: scope, level, name });
const levelsAt = async (scope: string, filter = '') =>
  (await bench.send('GET', `${scope}/providers/Microsoft.Authorization/locks?api-version=2020-05-01${filter}`)).body.value.map(
    ({ id, properties }: { id: string; properties: { level: string } }) => `${properties.level} ${id}`,
  );
const put = (from: string, to: string) =>
  bench.send('PUT', halfId(from, to), { body: { properties: { remoteVirtualNetwork: { id: vnetId(to) } } } });

describe('management locks', () => {
  it('are inherited and listed at each scope, with those below unless they are filtered out', async () => {
    await bench.seed(WORLD);
    await lock(`/subscriptions/${SUBSCRIPTION}`, 'CanNotDelete', 'all');
    await lock('hub', 'ReadOnly');
    const all = `CanNotDelete /subscriptions/${SUBSCRIPTION}/providers/Microsoft.Authorization/locks/all`;
    const own = `ReadOnly ${vnetId('hub')}/providers/Microsoft.Authorization/locks/lock`;
    expect(await levelsAt(vnetId('hub'))).toEqual([all, own]);
    expect(await levelsAt(vnetId('a'))).toEqual([all]);
    expect(await levelsAt(GROUP)).toEqual([all, own]);
    expect(await levelsAt(GROUP, '&$filter=atScope()')).toEqual([all]);
  });

  it('need permission to be listed', async () => {
    await bench.seed(WORLD);
    await bench.control('POST', 'access', { deny: vnetId('hub'), actions: ['Microsoft.Authorization/locks/read'] });
    const reply = await bench.send('GET', `${vnetId('hub')}/providers/Microsoft.Authorization/locks?api-version=2020-05-01`);
    expect([reply.status, reply.body.error.code]).toEqual([403, 'AuthorizationFailed']);
  });

  it.each([
    ['ReadOnly', 409, 409],
    ['CanNotDelete', 200, 409],
  ])('%s refuses writes with %i and deletions with %i, under the locked scope only', async (level, write, deletion) => {
    await bench.seed(WORLD);
    await lock(vnetId('hub'), level);
    const written = await put('hub', 'a');
    expect(written.status).toBe(write);
    const deleted = await bench.send('DELETE', halfId('hub', 'a'));
    expect([deleted.status, deleted.body.error.code]).toEqual([deletion, 'ScopeLocked']);
    expect(deleted.body.error.message).toBe(
      `The scope '${halfId('hub', 'a')}' cannot perform delete operation because following scope(s) are locked: '${vnetId('hub')}'. Please remove the lock and try again.`,
    );
    expect((await bench.send('GET', halfId('hub', 'a'))).status).toBe(200);
    expect((await put('b', 'hub')).status).toBe(201);
  });

  it('are gone after a removal and with another fixture', async () => {
    await bench.seed(WORLD);
    await lock('hub', 'ReadOnly');
    await bench.control('POST', 'locks', { unlock: 'hub' });
    expect(await levelsAt(vnetId('hub'))).toEqual([]);
    await lock('hub', 'ReadOnly');
    await bench.seed(WORLD);
    expect(await levelsAt(vnetId('hub'))).toEqual([]);
  });

  it('are rejected with an unknown level', async () => {
    await expect(lock('hub', 'Frozen')).rejects.toThrow('"level" must be one of CanNotDelete, ReadOnly');
  });
});

describe('a managed resource group', () => {
  it('shows its manager; its deny assignment blocks writes and deletions for all callers', async () => {
    await bench.seed(WORLD);
    await bench.control('POST', 'managed', { group: GROUP, managedBy: '/subscriptions/s/x', denyAssignment: 'System deny' });
    expect((await bench.send('GET', `${GROUP}?api-version=2022-12-01`)).body.managedBy).toBe('/subscriptions/s/x');
    const assignments = await bench.send(
      'GET',
      `${vnetId('hub')}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`,
    );
    expect(assignments.body.value).toMatchObject([{ properties: { denyAssignmentName: 'System deny', scope: GROUP } }]);
    const written = await put('hub', 'a');
    expect([written.status, written.body.error.code]).toEqual([403, 'DenyAssignmentAuthorizationFailed']);
    expect((await bench.send('GET', halfId('hub', 'a'))).status).toBe(200);
    await bench.control('POST', 'managed', { group: GROUP });
    expect((await put('hub', 'a')).status).toBe(200);
  });
});
