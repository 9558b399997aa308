import type { LearnedReading } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { buildTopology } from '@peerscape/shared/topology';
import { readWorld } from '@peerscape/shared/world';
import { expect, test } from 'vitest';
import { reachOf } from './engine.ts';
import { findMissingSources, sourcesOfAnswer } from './missing-sources.ts';

const WORLD = `
vnet hub 10.0.0.0/16 route-server=unknown nva=10.0.0.4
vnet shop 10.1.0.0/16
subnet shop/app 10.1.1.0/24
hub <-> shop transit forwarded | use-gateways forwarded
`;

test('what a Route Server has learned is used, with its BGP peers, which the rows do not contain', () => {
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  const topology = buildTopology({ ...world.value.rows, missingKinds: ['routeServerPeers'] });
  const id = world.value.rows.routeServers[0]?.id ?? '';
  const question = { from: 'shop', to: '10.7.0.4' };
  const before = reachOf(topology, new Map()).answer(question);
  expect([before.verdict, findMissingSources(topology, sourcesOfAnswer(before), new Map())]).toEqual(['unknown', [id]]);

  const readingOf = (networks: readonly string[]): LearnedReading => {
    const peer = { id: `${id}/bgpConnections/nva`, routeServerId: id, peerIp: '10.0.0.4', asn: 65010 };
    const routes = networks.map((network) => ({ network, nextHop: '10.0.0.4', sourcePeer: '10.0.0.4', origin: 'EBgp', asPath: [65010] }));
    return { id, readAt: '2026-11-22T10:43:00.000Z', peers: [peer], replies: [{ id: peer.id, routes }], problem: null };
  };
  const codeAfter = (networks: readonly string[]) => {
    const readings = new Map([[resourceKey(id), { ...readingOf(networks), revision: 1 }]]);
    const after = reachOf(topology, readings).answer(question);
    return [after.forward.blocker?.code, findMissingSources(topology, sourcesOfAnswer(after), readings)];
  };
  expect(codeAfter([])).toEqual(['no-route', []]);
  expect(codeAfter(['10.7.0.0/16'])).toEqual(['appliance-tunnel', []]);
});
