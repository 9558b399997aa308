import { formatResourceId, isOfType, lastName, parentId, parseResourceId } from '@peerscape/shared/arm';
import type { ParseResult } from '@peerscape/shared/net';
import { parseListedRoutes } from '@peerscape/shared/reach';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { RoutePort } from '../work/ports.ts';
import { NETWORK_VERSION, pathOf } from './get-or-missing.ts';
import { routeServerPeers } from './kinds/file-only-kinds.ts';
import { listValues } from './list-values.ts';
import { runReadOperation } from './run-read-operation.ts';
import type { Connection } from './sdk/connection.ts';
import type { READ_ACTIONS } from './sdk/egress.ts';
import { parseResponse } from './sdk/raw-responses.ts';
import { createInvalidResponseFailure } from './sdk/retry.ts';
import { parseLearnedReply } from './translate/index.ts';

const Subnet = z.object({
  id: z.string(),
  properties: z.object({ ipConfigurations: z.array(z.object({ id: z.string() })).nullish() }),
});
const BgpConnection = z.looseObject({ id: z.string() });

/** Creates the port that reads the routes that no GET returns. */
export function createRoutePort(connection: Connection, clock: Clock): RoutePort {
  const run = async (id: string, action: keyof typeof READ_ACTIONS, signal: AbortSignal): Promise<unknown> => {
    const operation = action.split('/').at(-2);
    try {
      return await runReadOperation(connection, clock, `${pathOf(id)}/${operation}?${NETWORK_VERSION}`, signal);
    } catch (error) {
      throw error instanceof Failure && error.problem.arm?.code === 'AuthorizationFailed' ? createDeniedFailure(error, action, id) : error;
    }
  };
  return {
    learnedByGateway: async (id, signal) =>
      requireValid(parseLearnedReply(await run(id, 'Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action', signal))),
    learnedFromPeer: async (id, signal) =>
      requireValid(parseLearnedReply(await run(id, 'Microsoft.Network/virtualHubs/bgpConnections/learnedRoutes/action', signal))),
    listPeers: async (routeServerId, signal) => {
      const found = await listValues(connection, `${pathOf(routeServerId)}/bgpConnections?${NETWORK_VERSION}`, BgpConnection, signal);
      return found.flatMap((resource) => routeServerPeers.toRow?.(resource) ?? []);
    },
    listInterfaces: async (subnetId, signal) => {
      const { json } = await connection.send({ method: 'GET', path: `${pathOf(subnetId)}?${NETWORK_VERSION}`, signal });
      const subnet: z.output<typeof Subnet> = parseResponse(Subnet, json);
      return [...new Set((subnet.properties.ipConfigurations ?? []).flatMap(({ id }) => interfaceOf(id) ?? []))];
    },
    effectiveRoutes: async (id, signal) =>
      requireValid(parseListedRoutes(await run(id, 'Microsoft.Network/networkInterfaces/effectiveRouteTable/action', signal))),
  };
}

/** Creates the failure for an identity without an action that reads, and that Reader does not have. */
const createDeniedFailure = (error: Failure, action: string, id: string): Failure =>
  new Failure(
    'azure-denied',
    {
      ...error.problem,
      title: `Peerscape needs the action ${action} on ${lastName(id)}`,
      detail:
        'The role Reader does not include it. Assign the custom role Peerscape Route Reader, which docs/operations.md describes, or Network Contributor',
    },
    { cause: error, armStatus: error.armStatus },
  );

function requireValid<T>(parsed: ParseResult<T>): T {
  if (!parsed.ok) throw createInvalidResponseFailure(`The routes in the response are invalid: ${parsed.problem}`);
  return parsed.value;
}

const INTERFACE_CONFIGURATION = 'Microsoft.Network/networkInterfaces/ipConfigurations';

/** Returns the id of the interface of an IP configuration; undefined for one of another resource, or of a scale set, whose routes Azure does not list. */
function interfaceOf(configurationId: string): string | undefined {
  const id = parseResourceId(configurationId);
  const parent = id.ok && isOfType(id.value, INTERFACE_CONFIGURATION) ? parentId(id.value) : undefined;
  return parent && formatResourceId(parent);
}
