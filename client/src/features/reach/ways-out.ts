import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import type { RouteTableChange } from '@peerscape/shared/handoff';
import { type Intent, makePlan } from '@peerscape/shared/plan';
import { type Namer, peeringKey, type Topology } from '@peerscape/shared/topology';
import { peeringFix } from '../../lib/state/peering-fix.ts';
import { findCommonPeers } from './common-peers.ts';
import { findHubNextHops, type HubNextHop, optionIntents } from './hub-next-hops.ts';
import { planRoutes, type RoutedEnd } from './plan-routes.ts';

/** Change that may let two VNets reach each other. */
export interface WayOut {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  /** Changes of peerings, for the draft. */
  readonly intents: readonly Intent[];
  /** Resource of a hub that passes the traffic on; undefined for a peering of their own. */
  readonly through: HubNextHop['through'] | undefined;
  /** Changes of route tables, which their owner makes. */
  readonly routes: readonly RouteTableChange[];
  /** Reasons for which Azure will reject it. */
  readonly problems: readonly string[];
}

/** Returns the changes that may let two VNets reach each other: a peering of their own, or the appliance or VPN gateway of a VNet with which both are peered. */
export function findWaysOut(topology: Topology, nameOf: Namer, a: RoutedEnd, b: RoutedEnd): readonly WayOut[] {
  const hubs = findCommonPeers(topology, a.vnet.key, b.vnet.key);
  return [
    directWay(topology, nameOf, a.vnet.key, b.vnet.key),
    ...hubs.flatMap((hub) => findHubNextHops(topology, hub)).map((nextHop) => hubWay(topology, nameOf, nextHop, a, b)),
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
    through: undefined,
    routes: [],
    problems: problemsOf(topology, intents),
  };
}

function hubWay(topology: Topology, nameOf: Namer, nextHop: HubNextHop, a: RoutedEnd, b: RoutedEnd): WayOut | undefined {
  const { hub, resourceId, through, text, hop } = nextHop;
  const [there, back] = [planRoutes(topology, a, b.vnet, hop), planRoutes(topology, b, a.vnet, hop)];
  const intents = optionIntents(topology, nextHop, [a.vnet.key, b.vnet.key]);
  if (!there || !back || there.length + back.length + intents.length === 0) return undefined;
  return {
    id: `${through} ${resourceId}`,
    title: `Through ${lastName(resourceId)} in ${nameOf(hub)}`,
    sentence: `Route the traffic between ${nameOf(a.vnet.key)} and ${nameOf(b.vnet.key)} to ${text} in ${nameOf(hub)}, which forwards it.`,
    intents,
    through,
    routes: [...there, ...back],
    problems: problemsOf(topology, intents),
  };
}

const problemsOf = (topology: Topology, intents: readonly Intent[]): readonly string[] =>
  makePlan(topology, intents).blockers.map(({ text }) => text);
