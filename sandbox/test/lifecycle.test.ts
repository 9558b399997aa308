import { describe, expect, it } from 'vitest';
import { createTestBench, halfBody, halfId, type Reply, vnetId } from './harness.ts';
import { EVENTS, type Event, STARTS } from './lifecycle-table.ts';

const bench = createTestBench('vnet a 10.0.0.0/16');

const STATES: Readonly<Record<string, string>> = { Initiated: 'I', Connected: 'C', Disconnected: 'D' };
const LEVELS: Readonly<Record<string, string>> = {
  FullyInSync: 'F',
  RemoteNotInSync: 'R',
  LocalNotInSync: 'L',
  LocalAndRemoteNotInSync: 'LR',
};

async function stateOf(from: string, to: string): Promise<string> {
  const { status, body } = await bench.send('GET', halfId(from, to));
  if (status === 404) return '-';
  expect(status).toBe(200);
  return `${STATES[body.properties.peeringState]}/${LEVELS[body.properties.peeringSyncLevel]}`;
}

const withSync = (path: string): string => `${path}?syncRemoteAddressSpace=true`;

async function addPrefix(name: string, prefix: string): Promise<Reply> {
  const { body } = await bench.send('GET', vnetId(name));
  body.properties.addressSpace.addressPrefixes.push(prefix);
  return bench.send('PUT', vnetId(name), { body });
}

const TRIGGERS: Readonly<Record<Event, () => Promise<Reply>>> = {
  'put near': () => bench.send('PUT', halfId('a', 'b'), { body: halfBody('b') }),
  'put far': () => bench.send('PUT', halfId('b', 'a'), { body: halfBody('a') }),
  'sync near': () => bench.send('PUT', withSync(halfId('a', 'b')), { body: halfBody('b') }),
  'sync far': () => bench.send('PUT', withSync(halfId('b', 'a')), { body: halfBody('a') }),
  'delete near': () => bench.send('DELETE', halfId('a', 'b')),
  'delete far': () => bench.send('DELETE', halfId('b', 'a')),
  'delete near VNet': () => bench.send('DELETE', vnetId('a')),
  'delete far VNet': () => bench.send('DELETE', vnetId('b')),
  'grow near VNet': () => addPrefix('a', '10.7.0.0/16'),
  'grow far VNet': () => addPrefix('b', '10.8.0.0/16'),
};

const swap = (pair: string): string => pair.split(' ').reverse().join(' ');

/** Returns `near far` after the event, preceded by the error if there was one. */
async function outcome(event: Event, isMirrored: boolean): Promise<string> {
  const reply = await TRIGGERS[isMirrored ? swapEvent(event) : event]();
  const refusal = reply.status >= 400 ? `${reply.status} ${reply.body.error.code}; ` : '';
  const pair = `${await stateOf('a', 'b')} ${await stateOf('b', 'a')}`;
  return refusal + (isMirrored ? swap(pair) : pair);
}

const swapEvent = (event: Event): Event => (event.includes('near') ? event.replace('near', 'far') : event.replace('far', 'near')) as Event;

/** Swaps the two VNets of a fixture. */
const swapVnets = (world: string): string => world.replace(/\b[ab]\b/g, (name) => (name === 'a' ? 'b' : 'a'));

describe('when the halves connect', () => {
  it('each half learns the current prefixes of its remote VNet', async () => {
    await bench.seed('vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated');
    await addPrefix('b', '10.8.0.0/16');
    await bench.send('PUT', halfId('b', 'a'), { body: halfBody('a') });
    expect(`${await stateOf('a', 'b')} ${await stateOf('b', 'a')}`).toBe('C/F C/F');
    expect((await bench.send('GET', halfId('a', 'b'))).body.properties.remoteAddressSpace.addressPrefixes).toEqual([
      '10.1.0.0/16',
      '10.8.0.0/16',
    ]);
  });
});

describe.each(Object.entries(STARTS))('from %s', (start, { world, cells }) => {
  it('the fixture has the start state of the table', async () => {
    await bench.seed(world);
    expect(`${await stateOf('a', 'b')} ${await stateOf('b', 'a')}`).toBe(start);
  });

  it.each(EVENTS)('%s', async (event) => {
    const expected = cells[event];
    expect(expected, 'an empty cell is an error').toBeTruthy();
    await bench.seed(world);
    expect(await outcome(event, false)).toBe(expected.replace(/ \?$/, ''));
  });

  it.each(EVENTS)('%s, mirrored', async (event) => {
    await bench.seed(swapVnets(world));
    expect(await outcome(event, true)).toBe(cells[event].replace(/ \?$/, ''));
  });
});
