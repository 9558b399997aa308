import { type Address, contains, containsAddress } from '../../net/index.ts';
import type { Estate } from '../estate.ts';
import { sourcesOf } from '../gateways/gap.ts';
import type { EffectiveRoute } from './effective-route.ts';
import type { EffectiveRoutes } from './effective-routes.ts';

/** The route of a packet. */
export interface RouteChoice {
  readonly route: EffectiveRoute | undefined;
  /** The next best route that covers the destination, Invalid ones included. */
  readonly runnerUp: EffectiveRoute | undefined;
}

/** Chooses the route of a packet: the longest prefix of the Active routes that cover the destination. */
export function chooseRoute({ index }: Pick<EffectiveRoutes, 'index'>, destination: Address): RouteChoice {
  const covering = index.covering(destination);
  const route = covering.find(({ state }) => state === 'Active');
  return { route, runnerUp: covering.find((each) => each !== route) };
}

/** Blocks of which a route cannot be taken for more specific than what a site announces. */
const BROAD = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

/**
 * Returns why routes that were not given can change the choice, and the ids of what can be asked for them; undefined if they cannot. They cannot beat a route to a VNet (R9) or a user route that
 * is more specific than a private block, and a gateway brings no routes to VNets that it serves. For the internet they are taken not to exist.
 */
export function findLearnedGap(
  estate: Estate,
  { gaps, served }: Pick<EffectiveRoutes, 'gaps' | 'served'>,
  { route }: RouteChoice,
  destination: Address,
): { readonly text: string; readonly sourceIds: readonly string[] } | undefined {
  const open = gaps.filter(({ families }) => families.includes(destination.family));
  const [gap] = open;
  if (gap === undefined || (route && !isOpen(estate, route, destination))) return undefined;
  return served.covering(destination).length > 0 ? undefined : { text: gap.text, sourceIds: sourcesOf(open) };
}

function isOpen(estate: Estate, { source, nextHopType, cidr }: EffectiveRoute, destination: Address): boolean {
  if (!isPrivate(estate, destination)) return false;
  if (source === 'Default') return nextHopType === 'None' || nextHopType === 'Internet';
  if (source !== 'User' || !cidr) return false;
  const holders = estate
    .vnetsAt(destination)
    .flatMap(({ addressSpace }) => estate.cidrsOf(addressSpace).filter((own) => containsAddress(own, destination)));
  if (holders.length > 0 && holders.every((own) => own.length <= cidr.length)) return false;
  return estate.cidrsOf(BROAD).some((block) => contains(cidr, block));
}

/** Prefixes that are not routed in the internet. */
const PRIVATE_PREFIXES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', '169.254.0.0/16', 'fc00::/7', 'fe80::/10'];

/** Returns whether an address is not routed in the internet. */
export const isPrivate = (estate: Estate, address: Address): boolean => estate.isIn(PRIVATE_PREFIXES, address);
