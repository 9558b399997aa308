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

/** The VNets of one subscription. */
export async function listVNets(clients: Clients, { id }: SubscriptionRow, signal: AbortSignal): Promise<Found> {
  const client = await clients.network(id);
  return translate(await rawList((options) => client.virtualNetworks.listAll(options), signal), []);
}

/**
 * Everything in one subscription that the resource providers list. They have no list of all gateways and connections: those are asked for
 * in the resource groups that the GatewaySubnets name. VNets must come; any other kind that fails is named and the rest goes on.
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

/** The resource groups of the gateways that stand in the VNets, as the IP configurations of their GatewaySubnets tell. */
function gatewayGroups(vnets: readonly Wire[]): readonly string[] {
  const groups = new Map<string, string>();
  for (const vnet of vnets) {
    for (const subnet of objects(object(vnet.properties).subnets)) {
      if (String(subnet.name).toLowerCase() !== 'gatewaysubnet') continue;
      for (const { id } of objects(object(subnet.properties).ipConfigurations)) {
        const parts = parseResourceId(String(id));
        if (parts.ok) groups.set(parts.value.resourceGroup.toLowerCase(), parts.value.resourceGroup);
      }
    }
  }
  return [...groups.values()];
}

const DnsReply = z.object({ value: z.array(z.looseObject({ id: z.string() })), nextLink: z.string().nullish() });

async function listDns(connection: Connection, subscriptionId: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const zones = await listRaw(
    connection,
    `/subscriptions/${subscriptionId}/providers/Microsoft.Network/privateDnsZones?${DNS_VERSION}`,
    signal,
  );
  const ids = zones.map(({ id }) => String(id)).filter((id) => parseResourceId(id).ok);
  const links = await inParallel(ids, PARALLEL, (id) => listRaw(connection, `${id}/virtualNetworkLinks?${DNS_VERSION}`, signal));
  return [...zones, ...links.flat()];
}

/** A list without an SDK client: next links are followed to the configured host only, and never in a circle. */
async function listRaw(connection: Connection, path: string, signal: AbortSignal): Promise<readonly Wire[]> {
  const items: Wire[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = path; next; ) {
    if (seen.has(next)) throw endless(seen.size);
    seen.add(next);
    const { json } = await connection.send({ method: 'GET', path: next, signal });
    const page: z.output<typeof DnsReply> = believe(DnsReply, json);
    items.push(...page.value);
    next = page.nextLink ?? undefined;
  }
  return items;
}
