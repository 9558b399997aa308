import { type ParseResult, parseCidr, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { LearnedRoute } from '@peerscape/shared/reach';

/**
 * Parses what ARM replies to the question which routes a gateway, or a BGP connection of a Route Server, has learned. The routes of both
 * instances of a Route Server are merged.
 */
export function parseLearnedReply(reply: unknown): ParseResult<readonly LearnedRoute[]> {
  const lists = Object.entries(isObject(reply) ? reply : {}).filter(
    ([name]) => name === 'value' || name.startsWith('RouteServiceRole_IN_'),
  );
  if (lists.length === 0) return parseFailure('its reply has neither "value" nor "RouteServiceRole_IN_0"');
  const routes: LearnedRoute[] = [];
  for (const [name, list] of lists) {
    if (!Array.isArray(list)) return parseFailure(`"${name}" must be a list`);
    for (const [i, entry] of list.entries()) {
      const route = parseRoute(entry);
      if (!route.ok) return parseFailure(`entry ${i + 1} of "${name}": ${route.problem}`);
      routes.push(route.value);
    }
  }
  return parseSuccess(withoutRepetition(routes));
}

function parseRoute(entry: unknown): ParseResult<LearnedRoute> {
  if (!isObject(entry)) return parseFailure('an object is expected');
  const { network, nextHop, sourcePeer, origin, asPath } = entry;
  if (typeof network !== 'string') return parseFailure('"network" is missing; it must be a prefix');
  const cidr = parseCidr(network);
  if (!cidr.ok) return parseFailure(`"network": ${cidr.problem}`);
  const path = parseAsPath(asPath);
  if (!path.ok) return path;
  // Azure leaves out what does not apply, such as the next hop of a gateway's own routes
  const toText = (value: unknown): string => (typeof value === 'string' ? value : '');
  return parseSuccess({ network, nextHop: toText(nextHop), sourcePeer: toText(sourcePeer), origin: toText(origin), asPath: path.value });
}

/** Parses the path of autonomous systems, nearest first: `65001-65003`. */
function parseAsPath(path: unknown): ParseResult<readonly number[]> {
  if (path === undefined || path === null || path === '') return parseSuccess([]);
  const isPath = typeof path === 'string' && /^\d+(?:[-\s]+\d+)*$/.test(path.trim());
  return isPath
    ? parseSuccess(
        path
          .trim()
          .split(/[-\s]+/)
          .map(Number),
      )
    : parseFailure(`"asPath" must be numbers with hyphens between them, such as 65001-65003, not ${shorten(JSON.stringify(path))}`);
}

/** Returns each route once. */
export const withoutRepetition = (routes: readonly LearnedRoute[]): readonly LearnedRoute[] => [
  ...new Map(routes.map((route) => [JSON.stringify(route), route])).values(),
];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const shorten = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
