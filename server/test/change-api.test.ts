import { type ApplyDocument, PlanDocument, Problem, Status } from '@peerscape/shared/api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ChangeHouse, changeHouse } from './change-house.ts';
import { type Served, serve } from './serve.ts';

let house: ChangeHouse;
let served: Served;
const WORLD = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet twin 10.1.0.0/24\n';

beforeEach(async () => {
  house = await changeHouse(WORLD);
  served = await serve({ desk: house.desk });
});
afterEach(async () => {
  await served.close();
  await house.close();
});

const OWN = () => ({ origin: served.url, 'x-peerscape': '1', 'content-type': 'application/json' });
const post = (path: string, body: unknown, headers: Record<string, string> = OWN()) =>
  fetch(`${served.url}${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) });
const problem = async (reply: Response) => Problem.parse(await reply.json());
const connect = (a = 'hub', b = 'a') => ({ kind: 'connect', a: house.key(a), b: house.key(b) });
const planned = async (...intents: unknown[]) => PlanDocument.parse(await (await post('/api/plans', { intents })).json());

describe('a plan over HTTP', () => {
  test('is made, fetched again, applied with 202, and followed to its end', async () => {
    const plan = await planned(connect());
    expect(plan.plan.counts).toEqual({ create: 2, update: 0, sync: 0, delete: 0 });
    expect(await (await fetch(`${served.url}/api/plan?id=${plan.id}`)).json()).toEqual(JSON.parse(JSON.stringify(plan)));
    const begun = await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' });
    expect(begun.status).toBe(202);
    const { id } = (await begun.json()) as ApplyDocument;
    await expect.poll(async () => ((await (await fetch(`${served.url}/api/apply?id=${id}`)).json()) as ApplyDocument).state).toBe('done');
    const { applies } = (await (await fetch(`${served.url}/api/applies`)).json()) as { applies: { id: string }[] };
    expect(applies.map((apply) => apply.id)).toEqual([id]);
  });

  test('takes ids in any spelling', async () => {
    const plan = await planned({ kind: 'connect', a: house.key('hub').toUpperCase(), b: `${house.key('a')}/` });
    expect(plan.plan.steps).toHaveLength(2);
  });

  test('of what Azure would refuse says why, with the prefixes and Azure’s code', async () => {
    const [overlap] = (await planned(connect('a', 'twin'))).plan.blockers;
    expect(overlap).toMatchObject({ code: 'spaces-overlap', prefixes: ['10.1.0.0/16', '10.1.0.0/24'], arm: 'VnetAddressSpacesOverlap' });
    expect((await planned(connect('a', 'a'))).plan.blockers.map(({ code }) => code)).toContain('self-peering');
  });

  test.each([
    ['no intents', { intents: [] }],
    ['an unknown intent', { intents: [{ kind: 'destroy', a: 'x', b: 'y' }] }],
    ['a property nobody knows', { intents: [{ kind: 'connect', a: 'x', b: 'y', force: true }] }],
    ['a flag that is no flag', { intents: [{ kind: 'set-options', from: 'x', to: 'y', flags: { allowAccess: 'yes' } }] }],
    ['an id that is none', { intents: [{ kind: 'connect', a: '../../etc', b: 'y' }] }],
    [
      'an id of another type',
      { intents: [{ kind: 'delete', from: '/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/x', to: 'y' }] },
    ],
    ['a polluted prototype', '{"intents":[{"kind":"connect","a":"x","b":"y","__proto__":{"polluted":1}}]}'],
  ])('of %s is refused in a sentence, and nothing is sent', async (_, body) => {
    const reply = await post('/api/plans', body);
    expect(reply.status).toBe(422);
    expect((await problem(reply)).title).not.toBe('');
    expect(house.writes()).toEqual([]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('of a VNet that is not there says so', async () => {
    const reply = await post('/api/plans', {
      intents: [{ kind: 'connect', a: house.key('hub'), b: house.key('hub').replace('hub', 'nobody') }],
    });
    expect([reply.status, (await problem(reply)).code]).toEqual([409, 'no-such-vnet']);
  });

  test.each([
    ['from another page', { origin: 'https://evil.test', 'x-peerscape': '1', 'content-type': 'application/json' }],
    ['without our header', { 'content-type': 'application/json' }],
    ['as a form', { 'x-peerscape': '1', 'content-type': 'text/plain' }],
  ])('asked for %s is refused, and nothing is kept', async (_, headers) => {
    const reply = await post('/api/plans', { intents: [connect()] }, headers);
    expect([403, 415]).toContain(reply.status);
    expect((await house.desk.audit(0, undefined)).entries).toEqual([]);
  });
});

describe('reading only', () => {
  test('plans are made, nothing is applied, and the switch says where it stands', async () => {
    const plan = await planned(connect());
    expect(Status.parse(await (await post('/api/mode', { mode: 'read-only' })).json()).changes.mode).toBe('read-only');
    const reply = await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' });
    expect([reply.status, (await problem(reply)).code]).toEqual([403, 'read-only']);
    expect(house.writes()).toEqual([]);
    await post('/api/mode', { mode: 'allowed' });
    expect((await post('/api/applies', { plan: plan.id, hash: plan.hash, key: 'a new intention' })).status).toBe(202);
  });
});

describe('a map of files', () => {
  test('has nothing to change: planning says so, the list of applies is empty', async () => {
    const files = await serve();
    const url = files.url;
    const reply = await fetch(`${url}/api/plans`, {
      method: 'POST',
      headers: { ...OWN(), origin: url },
      body: JSON.stringify({ intents: [connect()] }),
    });
    expect([reply.status, (await problem(reply)).code]).toEqual([409, 'not-live']);
    expect(await (await fetch(`${url}/api/applies`)).json()).toEqual({ applies: [] });
    expect(Status.parse(await (await fetch(`${url}/api/status`)).json()).changes.mode).toBe('none');
    await files.close();
  });
});
