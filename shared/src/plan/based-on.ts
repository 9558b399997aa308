import type { ResourceKey } from '../arm/index.ts';
import { nodeOf, type Topology } from '../topology/index.ts';
import { halvesOf } from './desired-halves.ts';
import { fingerprint } from './fingerprint.ts';
import { writablePropertiesOf } from './writable.ts';

/**
 * Returns the fingerprint of everything that a plan for these VNets depends on: their prefixes, halves and gateways. Row order and the
 * spelling of ids do not change it. Etags are left out, because every write in a VNet changes its etag; each step states the half it expects.
 */
export function planFingerprint(topology: Topology, vnets: Iterable<ResourceKey>): string {
  const lines = [...new Set(vnets)].sort().map((vnet) => {
    const { gateways = [], routeServers = [] } = topology.attachedResources.get(vnet) ?? {};
    const halves = halvesOf(topology, vnet)
      .map((half) =>
        JSON.stringify([half.key, half.to, half.state, half.sync, half.remoteLearned, { ...writablePropertiesOf(half), remoteId: '' }]),
      )
      .sort();
    return JSON.stringify([vnet, nodeOf(topology, vnet)?.addressSpace, gateways.length, routeServers.length, halves]);
  });
  return fingerprint(lines.join('\n'));
}
