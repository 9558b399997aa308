import { applyPositionPatches, type ManualPositions, type PositionPatch, parsePositions, type StoredDocument } from '@peerscape/shared/api';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createStoredDocuments } from '../src/work/stored-documents.ts';
import { type ChangeHarness, createChangeHarness } from './change-harness.ts';
import { startTestServer, type TestServer } from './test-server.ts';

let harness: ChangeHarness;
let served: TestServer;
beforeEach(async () => {
  harness = await createChangeHarness('vnet hub 10.0.0.0/16\n');
  served = await startTestServer({ documents: createStoredDocuments(harness.store, 'ann', () => undefined) });
});
afterEach(async () => {
  await served.close();
  await harness.close();
});

const post = async (path: string, body: unknown) =>
  fetch(`${served.url}${path}`, {
    method: 'POST',
    headers: { origin: served.url, 'x-peerscape': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const patch = async (...patches: readonly PositionPatch[]) =>
  ((await (await post('/api/positions', { patches })).json()) as { version: number }).version;
const stored = async () => (await (await fetch(`${served.url}/api/kept?name=positions`)).json()) as StoredDocument;
const move = (key: string, x: number, layout = 'none'): PositionPatch => ({ layout, key, at: [x, x] });

describe('manual positions', () => {
  test('of two VNets that two users move at the same time are both saved', async () => {
    await Promise.all([patch(move('/a', 1)), patch(move('/b', 2))]);
    expect(await stored()).toMatchObject({ version: 2, value: { none: { '/a': [1, 1], '/b': [2, 2] } } });
  });

  test('of one VNet are those of the last move', async () => {
    await patch(move('/a', 1));
    expect(await patch(move('/a', 2), move('/a', 3))).toBe(2);
    expect((await stored()).value).toEqual({ none: { '/a': [3, 3] } });
  });

  test('saved as a whole document by an earlier version or a program can be changed by patches, and the reverse', async () => {
    const whole: ManualPositions = { none: { '/a': [1, 1] }, 'region/mesh': { '/a': [7, 8] } };
    expect((await post('/api/kept', { name: 'positions', version: 0, value: whole })).status).toBe(200);
    expect(await patch(move('/b', 2), { layout: 'region/mesh', reset: true })).toBe(2);
    expect((await stored()).value).toEqual({ none: { '/a': [1, 1], '/b': [2, 2] } });
    expect((await post('/api/kept', { name: 'positions', version: 1, value: whole })).status).toBe(409);
    expect((await post('/api/kept', { name: 'positions', version: 2, value: whole })).status).toBe(200);
  });

  test.each([
    ['no patches', { patches: [] }],
    ['a position that is not a number', { patches: [{ layout: 'none', key: '/a', at: ['x', 1] }] }],
    ['a patch of nothing', { patches: [{ layout: 'none' }] }],
  ])('are not changed by %s', async (_, body) => {
    expect((await post('/api/positions', body)).status).toBe(422);
    expect(await stored()).toMatchObject({ version: 0 });
  });

  const requests = fc.array(
    fc.array(
      fc.oneof(
        fc.tuple(fc.constantFrom('/a', '/b', '/c'), fc.nat(99), fc.constantFrom('none', 'region')).map((args) => move(...args)),
        fc.constantFrom<PositionPatch>({ layout: 'none', reset: true }, { layout: 'region', key: '/a', at: null }),
      ),
      { minLength: 1, maxLength: 4 },
    ),
    { minLength: 2, maxLength: 6 },
  );

  test('after concurrent requests are the patches in the order of the server', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (all) => {
        const before = await stored();
        const versions = await Promise.all(all.map((patches) => patch(...patches)));
        const inOrder = all
          .map((patches, i) => ({ patches, version: versions[i] ?? 0 }))
          .sort((one, other) => one.version - other.version)
          .flatMap(({ patches }) => patches);
        const after = await stored();
        expect(after.version).toBe(before.version + all.length);
        expect(after.value).toEqual(applyPositionPatches(parsePositions(before.value), inOrder));
      }),
      { numRuns: 50 },
    );
  });
});
