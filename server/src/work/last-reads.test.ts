import { lastName } from '@peerscape/shared/arm';
import { NO_ROWS } from '@peerscape/shared/topology';
import { beforeEach, expect, test } from 'vitest';
import { createFastClock } from '../../test/fake-clock.ts';
import { Failure } from '../failure.ts';
import { createLastReads, type LastReads } from './last-reads.ts';
import type { ReadResult } from './ports.ts';

const SUBSCRIPTION = { id: '/subscriptions/One', name: 'one' };
const VNET = { id: '/subscriptions/one/vnets/hub', location: 'westeurope', addressSpace: ['10.0.0.0/16'], subnets: [] };
const GOOD: ReadResult = { rows: { ...NO_ROWS, vnets: [VNET] }, managedScopes: [], unread: [] };
const throttled = () => new Failure('azure-unavailable', { code: 'TooManyRequests' }, { armStatus: 429, retryAt: 1000 });
const refused = (armStatus: number) => new Failure('azure-unavailable', { code: `http-${armStatus}` }, { armStatus });

let lastReads: LastReads;
beforeEach(() => {
  lastReads = createLastReads(createFastClock());
});

const read = (outcome: ReadResult | Error) => {
  const answer = () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome));
  return lastReads.read(SUBSCRIPTION, answer, new AbortController().signal);
};
const names = ({ rows, unread }: ReadResult) => [rows.vnets.map(({ id }) => lastName(id)), unread.map(({ code }) => code)];

test('a throttled read returns the last rows with the reason', async () => {
  await read(GOOD);
  expect(names(await read(throttled()))).toEqual([['hub'], ['TooManyRequests']]);
});

test('a read that failed in another way does not replace the last rows', async () => {
  await read(GOOD);
  expect(names(await read(refused(503)))).toEqual([[], ['http-503']]);
  expect(names(await read(throttled()))).toEqual([['hub'], ['TooManyRequests']]);
});

test.each([401, 403, 404])('after ARM refused with %d, the last rows are never shown again', async (status) => {
  await read(GOOD);
  await read(refused(status));
  expect(names(await read(throttled()))).toEqual([[], ['TooManyRequests']]);
});

test('subscriptions that are no longer read are forgotten, whatever the case of their ids', async () => {
  await read(GOOD);
  lastReads.retain([{ id: '/SUBSCRIPTIONS/ONE', name: 'one' }]);
  expect(names(await read(throttled()))[0]).toEqual(['hub']);
  lastReads.retain([]);
  expect(names(await read(throttled()))[0]).toEqual([]);
});
