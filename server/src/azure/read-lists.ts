import { parseResourceId } from '@peerscape/shared/arm';
import type { SubscriptionRow, Unread } from '@peerscape/shared/topology';
import { z } from 'zod';
import { inParallel } from '../in-parallel.ts';
import { unreadOf } from '../unread.ts';
import type { Found } from '../work/ports.ts';
import type { Clients } from './sdk/clients.ts';
import type { Connection } from './sdk/connection.ts';
import { believe, endless, rawList } from './sdk/raw.ts';
import { createTranslation, object, objects, type Wire } from './translate/index.ts';

const PARALLEL = 4;
const DNS_VERSION = 'api-version=2020-06-01';

/** Lists the VNets of one subscription. */
export async function listVNets(clients: Clients, { id }: SubscriptionRow, signal: AbortSignal): Promise<Found> {
  const client = await clients.network(id);
  return translate(await rawList((options) => client.virtualNetworks.listAll(options), signal), []);
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
): Promise<Found> {
  const client = await clients.network(subscription.id);
  const vnets = await rawList((options) => client.virtualNetworks.listAll(options), signal);
  const groups = gatewayGroups(vnets);
  const inGroups = (list: (group: string) => Promise<readonly Wire[]>) => () =>
    inParallel(groups, PARALLEL, list).then((all) => all.flat());
  const kinds: Readonly<Record<string, () => Promise<readonly Wire[]>>> = {
    'Virtual network gateways': inGroups((group) => rawList((options) => client.virtualNetworkGateways.list(group, options), signal)),
    'Gateway connections': inGroups((group) => rawList((options) => client.virtualNetworkGatewayConnections.list(group, options), signal)),
    Firewalls: () => rawList((options) => client.azureFirewalls.listAll(options), signal),
    'Route tables': () => rawList((options) => client.routeTables.listAll(options), signal),
    'Network interfaces': () => rawList((options) => client.networkInterfaces.listAll(options), signal),
    'Network managers': () => rawList((options) => client.networkManagers.listBySubscription(options), signal),
    'Private DNS zones and links': () => listDns(connection, subscription.id, signal),
  };
  const lists = await inParallel(Object.entries(kinds), PARALLEL, async ([kind, list]) => {
    try {
      return { resources: await list() };
    } catch (error) {
      signal.throwIfAborted();
      return { unread: unreadOf(`/subscriptions/${subscription.id}#${kind}`, `${kind} of ${subscription.name}`, error) };
    }
  });
  return translate(
    [...vnets, ...lists.flatMap(({ resources }) => resources ?? [])],
    lists.flatMap(({ unread }) => unread ?? []),
  );
}

function translate(resources: readonly Wire[], unread: readonly Unread[]): Found {
  const translation = createTranslation();
  for (const resource of resources) translation.add(resource);
  return { rows: translation.rows(), managed: translation.managed(), unread };
}

/** Returns the resource groups of the VNets' gateways, found through the IP configurations of the GatewaySubnets. */
function gatewayGroups(vnets: readonly Wire[]): readonly string[] {
  const groups = new Map<string, string>();
  for (const vnet of vnets) {
    for (const subnet of objects(object(vnet.properties).subnets)) {
      if (String(subnet.name).toLowerCase() !== 'gatewaysubnet') continue;
      for (const { id } of objects(object(subnet.properties).ipConfigurations)) {
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
  const links = await inParallel(ids, PARALLEL, (id) => listPages(connection, `${id}/virtualNetworkLinks?${DNS_VERSION}`, signal));
  return [...zones, ...links.flat()];
}

/** Lists resources without an SDK client. Follows next links on the configured host only; fails when they form a loop. */
async function listPages(connection: Connection, path: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const items: Wire[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = path; next; ) {
    if (seen.has(next)) throw endless(seen.size);
    seen.add(next);
    const { json } = await connection.send({ method: 'GET', path: next, signal });
    const page: z.output<typeof DnsResponse> = believe(DnsResponse, json);
    items.push(...page.value);
    next = page.nextLink ?? undefined;
  }
  return items;
}
