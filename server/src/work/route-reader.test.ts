import { NO_ROWS, type Snapshot } from '@peerscape/shared/topology';
import { describe, expect, test } from 'vitest';
import { createFakeClock, flushTasks } from '../../test/fake-clock.ts';
import { Failure } from '../failure.ts';
import type { RoutePort } from './ports.ts';
import { createRouteReader } from './route-reader.ts';

const GROUP = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network';
const VNET = `${GROUP}/virtualNetworks/hub`;
const GATEWAY = `${GROUP}/virtualNetworkGateways/gw`;
const ROUTE_SERVER = `${GROUP}/virtualHubs/rs`;

const snapshot: Snapshot = {
  format: 1,
  revision: 1,
  readAt: '2026-01-01T00:00:00.000Z',
  source: { kind: 'azure', name: 'contoso' },
  unread: [],
  rows: {
    ...NO_ROWS,
    gateways: [{ id: GATEWAY, vnetId: VNET, kind: 'Vpn' }],
    routeServers: [{ id: ROUTE_SERVER, vnetId: VNET }],
  },
};

const unused = async (): Promise<never> => expect.unreachable();

function createReader(port: Partial<RoutePort>, current: () => Snapshot | undefined = () => snapshot) {
  const clock = createFakeClock();
  const whole = { learnedByGateway: unused, listPeers: unused, learnedFromPeer: unused, listInterfaces: unused, effectiveRoutes: unused };
  return { clock, reader: createRouteReader({ port: { ...whole, ...port }, snapshot: current, clock }) };
}

describe('readings on demand', () => {
  test('that Azure does not end within two minutes are given up, with the name of the gateway', async () => {
    const signals: AbortSignal[] = [];
    const { clock, reader } = createReader({
      learnedByGateway: (_, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });
    const reading = reader.readLearned([GATEWAY]);
    await clock.advance(119_000);
    expect(signals[0]?.aborted).toBe(false);
    await clock.advance(1000);
    expect(await reading).toMatchObject([
      { id: GATEWAY, replies: [], problem: { code: 'read-too-slow', title: expect.stringMatching(/routes of gw within 2 minutes/) } },
    ]);
    expect(signals[0]?.aborted).toBe(true);
  });

  test('are shared for a minute after they have ended', async () => {
    let count = 0;
    const { clock, reader } = createReader({
      learnedByGateway: async () => {
        count += 1;
        await clock.sleep(90_000);
        return [];
      },
    });
    const first = reader.readLearned([GATEWAY, GATEWAY.toUpperCase()]);
    await clock.advance(89_000);
    const second = reader.readLearned([GATEWAY]);
    await clock.advance(1000);
    expect(await first).toEqual(await second);
    await clock.advance(59_000);
    await reader.readLearned([GATEWAY]);
    expect(count).toBe(1);
    await clock.advance(1000);
    void reader.readLearned([GATEWAY]);
    await flushTasks();
    expect(count).toBe(2);
  });

  test('of a Route Server fail as a whole if one of its connections does, because a part would look like all', async () => {
    const peers = ['a', 'b'].map((name) => ({ id: `${ROUTE_SERVER}/bgpConnections/${name}`, routeServerId: ROUTE_SERVER }));
    const { reader } = createReader({
      listPeers: async () => peers,
      learnedFromPeer: async (id) => {
        if (id.endsWith('/b')) throw new Failure('azure-timeout');
        return [];
      },
    });
    expect(await reader.readLearned([ROUTE_SERVER])).toMatchObject([{ peers: [], replies: [], problem: { code: 'azure-timeout' } }]);
  });

  test('end when the server stops', async () => {
    const { reader } = createReader({ learnedByGateway: () => new Promise(() => undefined) });
    const reading = reader.readLearned([GATEWAY]);
    await flushTasks();
    reader.stop();
    expect(await reading).toMatchObject([{ problem: { code: 'read-canceled' } }]);
  });

  test('need a snapshot, and a bug is not reported as a problem of Azure', async () => {
    const { reader: early } = createReader({}, () => undefined);
    await expect(early.readLearned([GATEWAY])).rejects.toMatchObject({ type: 'no-snapshot' });
    const { reader } = createReader({ learnedByGateway: async () => Promise.reject(new TypeError('bug')) });
    await expect(reader.readLearned([GATEWAY])).rejects.toThrow('bug');
  });
});
