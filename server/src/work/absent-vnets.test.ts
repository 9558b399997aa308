import { type HalfRow, NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { createFakeFailure } from '../../test/fake-azure.ts';
import { createFastClock } from '../../test/fake-clock.ts';
import { Failure } from '../failure.ts';
import { createAbsentVNetReader } from './absent-vnets.ts';
import type { AzurePort } from './ports.ts';

const idOf = (name: string) => `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${name}`;
const half = (remote: string): HalfRow => ({
  id: `${idOf('hub')}/virtualNetworkPeerings/to-${remote}`,
  remoteId: idOf(remote),
  state: 'Disconnected',
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
});
const hub = { id: idOf('hub'), location: 'x', addressSpace: [], subnets: [] };
const rowsWith = (...remotes: string[]): TopologyRows => ({ ...NO_ROWS, vnets: [hub], halves: remotes.map(half) });

/** Creates a reader whose port answers every VNet with `answer`, and counts the requests. */
function setUp(answer: (name: string) => Failure | undefined) {
  const clock = createFastClock();
  const requested: string[] = [];
  const port: Pick<AzurePort, 'readVNet' | 'probe'> = {
    readVNet: async ({ names: [name = ''] }) => {
      requested.push(name);
      const failure = answer(name);
      if (failure) throw failure;
      return { vnet: { ...hub, id: idOf(name) }, halves: [half('hub')] };
    },
    probe: async () => undefined,
  };
  const reader = createAbsentVNetReader(port, clock);
  const read = (...remotes: string[]) =>
    reader.read(rowsWith(...remotes), { report: () => undefined, signal: new AbortController().signal });
  return { clock, requested, read };
}

const forbidden = () => createFakeFailure(403, 'AuthorizationFailed');
const many = Array.from({ length: 250 }, (_, i) => `v${i}`);

describe('the reader of absent VNets', () => {
  test('asks for a limited number at a time, and for the others with the next reads', async () => {
    const { requested, read } = setUp(forbidden);
    expect((await read(...many)).absent).toHaveLength(100);
    expect((await read(...many)).absent).toHaveLength(200);
    expect((await read(...many)).absent).toHaveLength(250);
    expect(requested).toHaveLength(250);
  });

  test('asks again after ten minutes', async () => {
    const { clock, requested, read } = setUp(forbidden);
    await read('a');
    clock.pass(9 * 60_000);
    await read('a');
    expect(requested).toEqual(['a']);
    clock.pass(2 * 60_000);
    await read('a');
    expect(requested).toEqual(['a', 'a']);
  });

  test('stops once Azure throttles, until the time that Azure gave, and keeps what it knows', async () => {
    let isThrottled = false;
    const { clock, requested, read } = setUp(() => {
      if (!isThrottled) return forbidden();
      return new Failure('azure-unavailable', {}, { armStatus: 429, retryAt: clock.now() + 60_000 });
    });
    await read('a');
    isThrottled = true;
    clock.pass(11 * 60_000);
    expect((await read('a', ...many)).absent).toEqual([{ id: idOf('a'), reason: 'no-permission' }]);
    const attempts = requested.length;
    expect(attempts).toBeLessThanOrEqual(1 + 8);
    clock.pass(30_000);
    await read('a', ...many);
    expect(requested).toHaveLength(attempts);
    isThrottled = false;
    clock.pass(31_000);
    expect((await read('a', 'b')).absent).toHaveLength(2);
  });

  test('has no reason for a VNet about which ARM’s answer is inconclusive', async () => {
    const { read } = setUp((name) => (name === 'a' ? createFakeFailure(401, 'ExpiredAuthenticationToken') : createFakeFailure(400, 'Odd')));
    expect((await read('a', 'b')).absent).toEqual([]);
  });

  test('returns a VNet that can be read after all, with its halves', async () => {
    const { read } = setUp(() => undefined);
    const { absent, rows } = await read('new');
    expect(absent).toEqual([]);
    expect([rows.vnets.map(({ id }) => id), rows.halves.length]).toEqual([[idOf('new')], 1]);
  });
});
