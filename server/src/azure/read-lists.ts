import { parseResourceId } from '@peerscape/shared/arm';
import type { ReadError, SubscriptionRow } from '@peerscape/shared/topology';
import { z } from 'zod';
import { mapInParallel } from '../map-in-parallel.ts';
import { toReadError } from '../read-error.ts';
import type { ReadResult } from '../work/ports.ts';
import type { Clients } from './sdk/clients.ts';
import type { Connection } from './sdk/connection.ts';
import { createPagingLoopFailure, listRaw, parseResponse } from './sdk/raw-responses.ts';
import { asObject, asObjects, createTranslation, type Wire } from './translate/index.ts';

const PARALLEL = 4;
const DNS_VERSION = 'api-version=2020-06-01';

/** Lists the VNets of one subscription. */
export async function listVNets(clients: Clients, { id }: SubscriptionRow, signal: AbortSignal): Promise<ReadResult> {
  const client = await clients.network(id);
  return translate(await listRaw((options) => client.virtualNetworks.listAll(options), signal), []);
}

/**
 * Lists all network resources of one subscription through the resource providers. They cannot list gateways and connections across resource
 * groups, so these are listed in each group that a GatewaySubnet refers to. Rejects when the VNets cannot be listed; any other type that
 * fails becomes a read error.
 */
export async function listAll(
  connection: Connection,
  clients: Clients,
  subscription: SubscriptionRow,
  signal: AbortSignal,
): Promise<ReadResult> {
  const client = await clients.network(subscription.id);
  const vnets = await listRaw((options) => client.virtualNetworks.listAll(options), signal);
  const groups = gatewayGroups(vnets);
  const inGroups = (list: (group: string) => Promise<readonly Wire[]>) => () =>
    mapInParallel(groups, PARALLEL, list).then((all) => all.flat());
  const kinds: Readonly<Record<string, () => Promise<readonly Wire[]>>> = {
    'Virtual network gateways': inGroups((group) => listRaw((options) => client.virtualNetworkGateways.list(group, options), signal)),
    'Gateway connections': inGroups((group) => listRaw((options) => client.virtualNetworkGatewayConnections.list(group, options), signal)),
    Firewalls: () => listRaw((options) => client.azureFirewalls.listAll(options), signal),
    'Route tables': () => listRaw((options) => client.routeTables.listAll(options), signal),
    'Network interfaces': () => listRaw((options) => client.networkInterfaces.listAll(options), signal),
    'Virtual network appliances': () => listRaw((options) => client.virtualNetworkAppliances.listAll(options), signal),
    'Network managers': () => listRaw((options) => client.networkManagers.listBySubscription(options), signal),
    'Private DNS zones and links': () => listDns(connection, subscription.id, signal),
  };
  const lists = await mapInParallel(Object.entries(kinds), PARALLEL, async ([kind, list]) => {
    try {
      return { resources: await list() };
    } catch (error) {
      signal.throwIfAborted();
      return { unread: toReadError(`/subscriptions/${subscription.id}#${kind}`, `${kind} of ${subscription.name}`, error) };
    }
  });
  return translate(
    [...vnets, ...lists.flatMap(({ resources }) => resources ?? [])],
    lists.flatMap(({ unread }) => unread ?? []),
  );
}

function translate(resources: readonly Wire[], unread: readonly ReadError[]): ReadResult {
  const translation = createTranslation();
  for (const resource of resources) translation.add(resource);
  return { rows: translation.rows(), managedScopes: translation.managed(), unread: [...unread, ...translation.problems()] };
}

/** Returns the resource groups of the VNets' gateways, found through the IP configurations of the GatewaySubnets. */
function gatewayGroups(vnets: readonly Wire[]): readonly string[] {
  const groups = new Map<string, string>();
  for (const vnet of vnets) {
    for (const subnet of asObjects(asObject(vnet.properties).subnets)) {
      if (String(subnet.name).toLowerCase() !== 'gatewaysubnet') continue;
      for (const { id } of asObjects(asObject(subnet.properties).ipConfigurations)) {
        const parsed = parseResourceId(String(id));
        if (parsed.ok) groups.set(parsed.value.resourceGroup.toLowerCase(), parsed.value.resourceGroup);
      }
    }
  }
  return [...groups.values()];
}

const DnsResponse = z.object({ value: z.array(z.looseObject({ id: z.string() })), nextLink: z.string().nullish() });

async function listDns(connection: Connection, subscriptionId: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const zones = await listPages(
    connection,
    `/subscriptions/${subscriptionId}/providers/Microsoft.Network/privateDnsZones?${DNS_VERSION}`,
    signal,
  );
  const ids = zones.map(({ id }) => String(id)).filter((id) => parseResourceId(id).ok);
  const links = await mapInParallel(ids, PARALLEL, (id) => listPages(connection, `${id}/virtualNetworkLinks?${DNS_VERSION}`, signal));
  return [...zones, ...links.flat()];
}

/** Lists resources without an SDK client. Follows next links on the configured host only; fails when they form a loop. */
async function listPages(connection: Connection, path: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const items: Wire[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = path; next; ) {
    if (seen.has(next)) throw createPagingLoopFailure(seen.size);
    seen.add(next);
    const { json } = await connection.send({ method: 'GET', path: next, signal });
    const page: z.output<typeof DnsResponse> = parseResponse(DnsResponse, json);
    items.push(...page.value);
    next = page.nextLink ?? undefined;
  }
  return items;
}
