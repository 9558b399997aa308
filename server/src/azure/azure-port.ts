import { formatResourceId, parseResourceId } from '@peerscape/shared/arm';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { AzurePort } from '../work/ports.ts';
import { NETWORK_VERSION, probe } from './get-or-missing.ts';
import { queryGraph } from './read-graph.ts';
import { listAll, listVNets } from './read-lists.ts';
import { createClients } from './sdk/clients.ts';
import type { Connection } from './sdk/connection.ts';
import { createPagingLoopFailure, getRaw, listRaw, parseResponse } from './sdk/raw-responses.ts';
import { createInvalidResponseFailure } from './sdk/retry.ts';
import { halvesOf, toConnectedGroups, toSubscriptionRow, toVNetRow, type Wire } from './translate/index.ts';

/** Creates the read port for one ARM endpoint: Azure's or the sandbox's. */
export function createAzurePort(connection: Connection, clock: Clock): AzurePort {
  const clients = createClients(connection);
  return {
    setEarlyReads: connection.setEarlyReads,
    subscribeToUnanswered: connection.subscribeToUnanswered,
    listSubscriptions: async (signal) => {
      const client = await clients.subscriptions();
      const found = await listRaw((options) => client.subscriptions.list(options), signal);
      return found
        .filter(({ state }) => state !== 'Deleted')
        .map(toSubscriptionRow)
        .filter((row) => row !== undefined);
    },
    queryGraph: (request) => queryGraph(connection, clock, request),
    listVNets: (subscription, signal) => listVNets(clients, subscription, signal),
    listAll: (subscription, signal) => listAll(connection, clients, subscription, signal),
    connectedGroupsOf: async (vnetId, signal) => toConnectedGroups(vnetId, await listEffectiveConfigurations(connection, vnetId, signal)),
    readVNet: async (id, signal) => {
      const client = await clients.network(id.subscriptionId);
      const found = await getRaw((options) => client.virtualNetworks.get(id.resourceGroup, id.names[0] ?? '', options), signal);
      const vnet = toVNetRow(found);
      if (!vnet) throw createInvalidResponseFailure(`The response contains no VNet ${formatResourceId(id)}`);
      return { vnet, halves: halvesOf(found).halves };
    },
    probe: (id, signal) => probe(connection, id, signal),
  };
}

const EffectiveResponse = z.object({ value: z.array(z.looseObject({})).nullish(), skipToken: z.string().nullish() });

/** Lists the effective connectivity configurations of one VNet. The call is a read-only POST, paged by a token in the body. */
async function listEffectiveConfigurations(connection: Connection, vnetId: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const id = parseResourceId(vnetId);
  if (!id.ok) return [];
  const path = `${formatResourceId(id.value)}/listNetworkManagerEffectiveConnectivityConfigurations?${NETWORK_VERSION}`;
  const found: Wire[] = [];
  const seen = new Set<string>();
  for (let skipToken: string | undefined; ; ) {
    const body = skipToken === undefined ? {} : { skipToken };
    const { json } = await connection.send({ method: 'POST', path, body, signal });
    const page: z.output<typeof EffectiveResponse> = parseResponse(EffectiveResponse, json);
    found.push(...(page.value ?? []));
    if (!page.skipToken) return found;
    if (seen.has(page.skipToken)) throw createPagingLoopFailure(seen.size + 1);
    seen.add(page.skipToken);
    skipToken = page.skipToken;
  }
}
