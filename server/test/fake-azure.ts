import type { ResourceId } from '@peerscape/shared/arm';
import { isSameResource, parseResourceId } from '@peerscape/shared/arm';
import { NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import { loadWorld } from '@peerscape/shared/world';
import { Failure } from '../src/failure.ts';
import type { AzurePort, ReadResult } from '../src/work/ports.ts';

/** An `AzurePort` backed by rows in memory. */
export interface FakeAzure extends AzurePort {
  /** Calls in order, by method name and argument. */
  readonly calls: readonly string[];
  rows: TopologyRows;
  /** Ids of subscriptions that may not be read, in lower case. */
  readonly forbidden: Set<string>;
  /** Failure of Resource Graph; undefined when it succeeds. */
  graphFailure: Failure | undefined;
}

export const createFound = (rows: TopologyRows, more: Partial<ReadResult> = {}): ReadResult => ({
  rows,
  managedScopes: [],
  unread: [],
  ...more,
});

export const createFakeFailure = (armStatus: number, code: string, message = `Message of ${code}`): Failure =>
  new Failure('azure-failed', { title: `Azure returned an error: ${code}`, code, arm: { code, message } }, { armStatus });

/** Creates a fake Azure from rows. It lists all subscriptions; its Resource Graph silently omits those that may not be read. */
export function createFakeAzure(rows: TopologyRows = contosoRows()): FakeAzure {
  const calls: string[] = [];
  const azure: FakeAzure = {
    calls,
    rows,
    forbidden: new Set(),
    graphFailure: undefined,
    subscribeToUnanswered: () => () => undefined,
    setEarlyReads: (isAllowed) => void (isAllowed && calls.push('setEarlyReads')),
    listSubscriptions: async () => {
      calls.push('listSubscriptions');
      return azure.rows.subscriptions;
    },
    queryGraph: async ({ subscriptionIds, onPage }) => {
      calls.push('queryGraph');
      if (azure.graphFailure) throw azure.graphFailure;
      const requested = new Set(subscriptionIds.map((id) => id.toLowerCase()));
      const rows = filterRows(azure.rows, (id) => requested.has(id) && !azure.forbidden.has(id));
      onPage(rows.vnets.length, rows.vnets.length);
      return createFound(rows);
    },
    listVNets: async ({ id }) => {
      calls.push(`listVNets ${id}`);
      if (azure.forbidden.has(id.toLowerCase())) throw createFakeFailure(403, 'AuthorizationFailed', `No permission to read ${id}`);
      const { vnets, halves } = filterRows(azure.rows, (subscription) => subscription === id.toLowerCase());
      return createFound({ ...NO_ROWS, vnets, halves });
    },
    listAll: async ({ id }) => {
      calls.push(`listAll ${id}`);
      if (azure.forbidden.has(id.toLowerCase())) throw createFakeFailure(403, 'AuthorizationFailed', `No permission to read ${id}`);
      return createFound(filterRows(azure.rows, (subscription) => subscription === id.toLowerCase()));
    },
    connectedGroupsOf: async (vnetId) => {
      calls.push(`connectedGroupsOf ${vnetId}`);
      return azure.rows.connectedGroups
        .filter(({ vnetIds }) => vnetIds.some((id) => isSameResource(id, vnetId)))
        .map((row) => ({ ...row, vnetIds: [vnetId] }));
    },
    readVNet: async (id: ResourceId) => {
      calls.push(`readVNet ${id.names[0]}`);
      if (azure.forbidden.has(id.subscriptionId.toLowerCase())) throw createFakeFailure(403, 'AuthorizationFailed');
      const vnet = azure.rows.vnets.find((row) => row.id.endsWith(`/${id.names[0]}`));
      if (!vnet) throw createFakeFailure(404, 'ResourceNotFound');
      return { vnet, halves: azure.rows.halves.filter((half) => half.id.startsWith(`${vnet.id}/`)) };
    },
    probe: async (id) => {
      calls.push(`probe ${id}`);
      const isMissing = isOfVNet(id) && !azure.rows.vnets.some((row) => isSameResource(row.id, id));
      return isMissing ? createFakeFailure(404, 'ResourceNotFound').problem : undefined;
    },
  };
  return azure;
}

const isOfVNet = (id: string): boolean => /\/virtualNetworks\/[^/]+$/i.test(id);

/** Returns the rows of the fixture contoso. */
export function contosoRows(): TopologyRows {
  const world = loadWorld('contoso');
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
}

/** Returns the rows of the subscriptions that match, without subscriptions and connected groups. */
function filterRows(rows: TopologyRows, matches: (subscriptionId: string) => boolean): TopologyRows {
  const filter = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] =>
    list.filter(({ id }) => matches(subscriptionOf(id)));
  const kinds = Object.entries(rows).map(([kind, list]) => [kind, filter(list as readonly { readonly id: string }[])]);
  return { ...(Object.fromEntries(kinds) as unknown as TopologyRows), subscriptions: [], connectedGroups: [] };
}

export const subscriptionOf = (id: string): string => {
  const parsed = parseResourceId(id);
  return parsed.ok ? parsed.value.subscriptionId.toLowerCase() : '';
};
