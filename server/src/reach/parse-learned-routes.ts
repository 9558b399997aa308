import { isOfType, parseResourceId, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { LearnedRoute, LearnedRoutes } from '@peerscape/shared/reach';
import { parseLearnedReply, withoutRepetition } from '../azure/translate/index.ts';

const GATEWAY_TYPE = 'Microsoft.Network/virtualNetworkGateways';
const BGP_CONNECTION_TYPE = 'Microsoft.Network/virtualHubs/bgpConnections';

/**
 * Parses the learned routes of `--learned`: replies of ARM by the id of their gateway or BGP connection. An id that is not there was not asked,
 * which an empty list does not mean.
 */
export function parseLearnedRoutes(json: unknown): ParseResult<LearnedRoutes> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return parseFailure('an object is expected, whose names are ids of gateways and BGP connections');
  const learned = new Map<ResourceKey, readonly LearnedRoute[]>();
  for (const [id, reply] of Object.entries(json)) {
    const routes = parseReply(id, reply);
    if (!routes.ok) return parseFailure(`"${id.length > 200 ? `${id.slice(0, 200)}…` : id}": ${routes.problem}`);
    const known = learned.get(resourceKey(id)) ?? [];
    learned.set(resourceKey(id), withoutRepetition([...known, ...routes.value]));
  }
  return parseSuccess(learned);
}

function parseReply(id: string, reply: unknown): ParseResult<readonly LearnedRoute[]> {
  const parsed = parseResourceId(id);
  return parsed.ok && (isOfType(parsed.value, GATEWAY_TYPE) || isOfType(parsed.value, BGP_CONNECTION_TYPE))
    ? parseLearnedReply(reply)
    : parseFailure('it is not the id of a virtual network gateway or of a BGP connection of a Route Server');
}
