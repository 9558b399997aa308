import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import type { RouteTableChange } from '@peerscape/shared/handoff';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { type Namer, peeringKey, type Topology } from '@peerscape/shared/topology';
import { peeringFix } from '../../lib/state/peering-fix.ts';
import { findHubAppliance, forwardingIntents, type HubAppliance, planRoutes, type RoutedEnd } from './appliance-way.ts';
import { findCommonPeers } from './common-peers.ts';

/** Change that may let two VNets reach each other. */
export interface WayOut {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** Changes of peerings, for the draft. */
  readonly intents: readonly Intent[];
  /** Changes of route tables, which their owner makes. */
  readonly routes: readonly RouteTableChange[];
  /** Reasons for which Azure will reject it. */
  readonly problems: readonly string[];
}

/** Returns the changes that may let two VNets reach each other: a peering of their own, or the appliance of a VNet with which both are peered. */
export function findWaysOut(topology: Topology, nameOf: Namer, a: RoutedEnd, b: RoutedEnd): readonly WayOut[] {
  const hubs = findCommonPeers(topology, a.vnet.key, b.vnet.key);
  return [
    directWay(topology, nameOf, a.vnet.key, b.vnet.key),
    ...hubs.map((hub) => {
      const appliance = findHubAppliance(topology, hub);
      return appliance && applianceWay(topology, nameOf, appliance, a, b);
    }),
  ].flatMap((way) => way ?? []);
}

function directWay(topology: Topology, nameOf: Namer, a: ResourceKey, b: ResourceKey): WayOut | undefined {
  const peering = topology.peerings.get(peeringKey(a, b));
  const fix = peering && peeringFix(topology, peering);
  if (peering && fix?.kind !== 'repair') return undefined;
  const pair = `${nameOf(a)} and ${nameOf(b)}`;
  const intents: readonly Intent[] = [fix?.intent ?? { kind: 'connect', a, b }];
  return {
    id: 'direct',
    title: fix ? 'Repair the peering' : 'Peer directly',
    sentence: fix ? `Repair the peering between ${pair}.` : `Create a peering between ${pair}, with a half on each side.`,
    intents,
    routes: [],
    problems: problemsOf(topology, intents),
  };
}

function applianceWay(topology: Topology, nameOf: Namer, appliance: HubAppliance, a: RoutedEnd, b: RoutedEnd): WayOut | undefined {
  const { hub, resourceId, ip } = appliance;
  const [there, back] = [planRoutes(topology, a, b.vnet, ip), planRoutes(topology, b, a.vnet, ip)];
  const intents = forwardingIntents(topology, hub, [a.vnet.key, b.vnet.key]);
  if (!there || !back || there.length + back.length + intents.length === 0) return undefined;
  const name = lastName(resourceId);
  return {
    id: `appliance ${resourceId}`,
    title: `Through ${name} in ${nameOf(hub)}`,
    sentence: `Route the traffic between ${nameOf(a.vnet.key)} and ${nameOf(b.vnet.key)} to ${name} (${ip}) in ${nameOf(hub)}, which forwards it.`,
    intents,
    routes: [...there, ...back],
    problems: problemsOf(topology, intents),
  };
}

const problemsOf = (topology: Topology, intents: readonly Intent[]): readonly string[] =>
  makePlan(topology, intents).blockers.map(({ text }) => text);
