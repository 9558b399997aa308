import type { ResourceKey } from '../arm/index.ts';
import { nodeOf, type Topology } from '../topology/index.ts';
import { fingerprint } from './fingerprint.ts';
import { halvesOf } from './wanted.ts';
import { writableOf } from './writable.ts';

/**
 * The fingerprint of all that a plan about these VNets rests on: their prefixes, halves and gateways. The same however the rows are ordered
 * and ids are spelled. Etags are left out: a VNet's changes with every write in it; each step says which half it expects.
 */
export function basedOn(topology: Topology, vnets: Iterable<ResourceKey>): string {
  const lines = [...new Set(vnets)].sort().map((vnet) => {
    const { gateways = [], routeServers = [] } = topology.equipmentOf.get(vnet) ?? {};
    const halves = halvesOf(topology, vnet)
      .map((half) => JSON.stringify([half.key, half.to, half.state, half.sync, half.remoteLearned, { ...writableOf(half), remoteId: '' }]))
      .sort();
    return JSON.stringify([vnet, nodeOf(topology, vnet)?.addressSpace, gateways.length, routeServers.length, halves]);
  });
  return fingerprint(lines.join('\n'));
}
