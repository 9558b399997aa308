import { formatCidr, parseCidr } from '../../net/index.ts';
import type { EffectiveRoute } from '../routes/effective-route.ts';
import { DROPPED_PREFIXES } from '../routes/system-routes.ts';
import type { ListedRoute } from './listed-route.ts';

/** Route with one prefix, as the comparison shows it. */
export interface ComparedRoute {
  readonly source: string;
  readonly state: string;
  /** Prefix, service tag, or name of a service. */
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIps: readonly string[];
}

/** Property in which a computed and a listed route of one source and prefix can differ. */
export type RouteField = 'state' | 'nextHopType' | 'nextHopIps';

export type RouteDifference =
  | { readonly kind: 'only-computed'; readonly computed: ComparedRoute }
  | { readonly kind: 'only-listed'; readonly listed: ComparedRoute }
  | {
      readonly kind: 'different';
      readonly computed: ComparedRoute;
      readonly listed: ComparedRoute;
      readonly fields: readonly RouteField[];
    };

export interface RouteComparison {
  /** By prefix. */
  readonly differences: readonly RouteDifference[];
  /** Number of computed routes that Azure lists as well. */
  readonly equal: number;
  /** Number of listed routes with which Azure drops further ranges, which are Microsoft's own and are not computed. */
  readonly dropped: number;
}

const SERVICE_ENDPOINT = 'VirtualNetworkServiceEndpoint';

/**
 * Compares computed routes with those that Azure lists of an interface, by source and prefix. Next hop addresses are compared only where they
 * locate something: those of gateways are addresses of the fabric or of instances (reach.md R7). Prefixes of service tags and services, which
 * only Azure knows, are taken as equal if Azure lists some for the route.
 */
export function compareRoutes(computed: readonly EffectiveRoute[], listed: readonly ListedRoute[]): RouteComparison {
  const unnamed = computed.filter(({ cidr }) => cidr === undefined);
  const tags = matchTags(unnamed, listed);
  const expected = mergeHops(computed.filter(({ cidr, prefix }) => cidr !== undefined || !tags.matched.has(prefix)).map(toCompared));
  const single = listed.filter((route) => !tags.listed.has(route)).flatMap(toSingleRoutes);
  const found = mergeHops(single.filter((route) => !isMicrosoftRange(route)));
  const compares = new Set(computed.filter(hasComparableHops).map((route) => keyOf(toCompared(route))));
  const differences: RouteDifference[] = [];
  for (const [key, route] of expected) {
    const other = found.get(key);
    if (!other) differences.push({ kind: 'only-computed', computed: route });
    else {
      const fields = differingFields(route, other, compares.has(key));
      if (fields.length > 0) differences.push({ kind: 'different', computed: route, listed: other, fields });
    }
  }
  for (const [key, route] of found) if (!expected.has(key)) differences.push({ kind: 'only-listed', listed: route });
  const unequal = differences.filter(({ kind }) => kind !== 'only-listed').length;
  return { differences, equal: expected.size + tags.matched.size - unequal, dropped: single.filter(isMicrosoftRange).length };
}

/** Finds the listed routes of service tags and services, by the name of the route or by its next hop. */
function matchTags(unnamed: readonly EffectiveRoute[], listed: readonly ListedRoute[]) {
  const matched = new Set<string>();
  const used = new Set<ListedRoute>();
  for (const route of unnamed) {
    const isService = route.nextHopType === SERVICE_ENDPOINT;
    const own = listed.filter((each) => (isService ? each.nextHopType === SERVICE_ENDPOINT : isOfTag(route, each)));
    if (own.length > 0) matched.add(route.prefix);
    for (const each of own) used.add(each);
  }
  return { matched, listed: used };
}

function isOfTag({ origin, nextHopType, nextHopIps }: EffectiveRoute, listed: ListedRoute): boolean {
  if (origin.kind !== 'user' || listed.source !== 'User') return false;
  if (listed.name !== undefined) return listed.name.toLowerCase() === origin.route.name.toLowerCase();
  // az prints no names in a table; a service tag has many prefixes, and any other user route has one
  return listed.prefixes.length > 1 && listed.nextHopType === nextHopType && isSameSet(listed.nextHopIps, nextHopIps);
}

const toCompared = ({ source, state, prefix, nextHopType, nextHopIps, cidr }: EffectiveRoute): ComparedRoute => ({
  source,
  state,
  prefix: cidr ? formatCidr(cidr) : prefix,
  nextHopType,
  nextHopIps,
});

const toSingleRoutes = ({ prefixes, source, state, nextHopType, nextHopIps }: ListedRoute): readonly ComparedRoute[] =>
  prefixes.map((text) => {
    const cidr = parseCidr(text);
    return { source, state, prefix: cidr.ok ? formatCidr(cidr.value) : text, nextHopType, nextHopIps };
  });

const keyOf = ({ source, prefix }: ComparedRoute): string => `${source.toLowerCase()} ${prefix}`;

/** Indexes routes by source and prefix. Azure lists several next hops in one row, or in a row each (R6). */
function mergeHops(routes: readonly ComparedRoute[]): ReadonlyMap<string, ComparedRoute> {
  const merged = new Map<string, ComparedRoute>();
  for (const route of routes) {
    const known = merged.get(keyOf(route));
    merged.set(keyOf(route), known ? { ...known, nextHopIps: [...new Set([...known.nextHopIps, ...route.nextHopIps])] } : route);
  }
  return merged;
}

const isMicrosoftRange = ({ source, nextHopType, prefix }: ComparedRoute): boolean =>
  source === 'Default' && nextHopType === 'None' && !DROPPED_PREFIXES.includes(prefix);

const hasComparableHops = ({ source, origin }: EffectiveRoute): boolean => source === 'User' || origin.kind === 'route-server';

function differingFields(computed: ComparedRoute, listed: ComparedRoute, comparesHops: boolean): readonly RouteField[] {
  const isSame = (field: 'state' | 'nextHopType') => computed[field].toLowerCase() === listed[field].toLowerCase();
  return [
    ...(['state', 'nextHopType'] as const).filter((field) => !isSame(field)),
    ...(comparesHops && !isSameSet(computed.nextHopIps, listed.nextHopIps) ? (['nextHopIps'] as const) : []),
  ];
}

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));
