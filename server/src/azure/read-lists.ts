import { parseResourceId } from '@peerscape/shared/arm';
import type { AttachedKind, ReadError, SubscriptionRow } from '@peerscape/shared/topology';
import { z } from 'zod';
import { mapInParallel } from '../map-in-parallel.ts';
import { toReadError } from '../read-error.ts';
import type { ReadResult } from '../work/ports.ts';
import { ARM_TYPES, type KindList } from './kinds/index.ts';
import { listValues } from './list-values.ts';
import type { Clients } from './sdk/clients.ts';
import type { Connection } from './sdk/connection.ts';
import { listRaw } from './sdk/raw-responses.ts';
import { asObject, asObjects, createTranslation, type Wire } from './translate/index.ts';

const PARALLEL = 4;

const LISTS = ARM_TYPES.flatMap(({ armType, list }) => (list ? [{ armType, list }] : []));

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
  const lists = await mapInParallel(LISTS, PARALLEL, async ({ armType, list }) => {
    try {
      return { resources: await listKind(connection, subscription.id, groups, armType, list, signal) };
    } catch (error) {
      signal.throwIfAborted();
      const scope = `/subscriptions/${subscription.id}#${list.title}`;
      return { unread: toReadError(scope, `${list.title} of ${subscription.name}`, error), missingKinds: kindsOf(armType, list) };
    }
  });
  const result = translate(
    [...vnets, ...lists.flatMap(({ resources }) => resources ?? [])],
    lists.flatMap(({ unread }) => unread ?? []),
  );
  const missingKinds = [...new Set(lists.flatMap((one) => one.missingKinds ?? []))];
  if (missingKinds.length === 0) return result;
  return { ...result, rows: { ...result.rows, subscriptionCoverage: [{ subscriptionId: subscription.id, missingKinds }] } };
}

/** Returns the kinds that a list contains: that of its type, and that of the children listed with it. */
function kindsOf(armType: string, { children }: KindList): readonly AttachedKind[] {
  const types = [armType, ...(children === undefined ? [] : [`${armType}/${children}`])];
  return ARM_TYPES.filter((one) => types.includes(one.armType)).map(({ kind }) => kind);
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

const Resource = z.looseObject({ id: z.string() });

async function listKind(
  connection: Connection,
  subscriptionId: string,
  gatewayGroups: readonly string[],
  armType: string,
  { apiVersion, inGatewayGroups, children }: KindList,
  signal: AbortSignal,
): Promise<readonly Wire[]> {
  const list = (path: string) => listValues(connection, `${path}?api-version=${apiVersion}`, Resource, signal);
  const listEach = async (paths: readonly string[]) => (await mapInParallel(paths, PARALLEL, list)).flat();
  const scopes = inGatewayGroups ? gatewayGroups.map((group) => `/resourceGroups/${encodeURIComponent(group)}`) : [''];
  const found = await listEach(scopes.map((scope) => `/subscriptions/${subscriptionId}${scope}/providers/${armType}`));
  if (children === undefined) return found;
  const ids = found.map(({ id }) => id).filter((id) => parseResourceId(id).ok);
  return [...found, ...(await listEach(ids.map((id) => `${id}/${children}`)))];
}
