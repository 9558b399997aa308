import type { ResourceId } from '@peerscape/shared/arm';
import { parseResourceId, sameResource } from '@peerscape/shared/arm';
import { NO_ROWS, type TopologyRows } from '@peerscape/shared/topology';
import { worldNamed } from '@peerscape/shared/world';
import { Failure } from '../src/failure.ts';
import type { AzurePort, Found } from '../src/work/ports.ts';

export interface FakeAzure extends AzurePort {
  /** The names of the calls, in order. */
  readonly calls: readonly string[];
  rows: TopologyRows;
  /** Ids of subscriptions, in lower case, that may not be read. */
  readonly forbidden: Set<string>;
  /** What the graph throws, if it does. */
  graphFailure: Failure | undefined;
}

export const found = (rows: TopologyRows, more: Partial<Found> = {}): Found => ({ rows, managed: [], unread: [], ...more });

export const refusal = (armStatus: number, code: string, message = `${code} was said`): Failure =>
  new Failure({ title: `Azure refused: ${code}`, status: 502, code, arm: { code, message } }, { armStatus });

/** An Azure filled from a world: it lists all subscriptions, and its graph leaves out without a word what may not be read. */
export function fakeAzure(rows: TopologyRows = contoso()): FakeAzure {
  const calls: string[] = [];
  const azure: FakeAzure = {
    calls,
    rows,
    forbidden: new Set(),
    graphFailure: undefined,
    listSubscriptions: async () => {
      calls.push('listSubscriptions');
      return azure.rows.subscriptions;
    },
    askGraph: async ({ subscriptionIds, onPage }) => {
      calls.push('queryGraph');
      if (azure.graphFailure) throw azure.graphFailure;
      const asked = new Set(subscriptionIds.map((id) => id.toLowerCase()));
      const rows = only(azure.rows, (id) => asked.has(id) && !azure.forbidden.has(id));
      onPage(rows.vnets.length, rows.vnets.length);
      return found(rows);
    },
    listVNets: async ({ id }) => {
      calls.push(`listVNets ${id}`);
      if (azure.forbidden.has(id.toLowerCase())) throw refusal(403, 'AuthorizationFailed', `No right to read ${id}`);
      const { vnets, halves } = only(azure.rows, (one) => one === id.toLowerCase());
      return found({ ...NO_ROWS, vnets, halves });
    },
    listAll: async ({ id }) => {
      calls.push(`listAll ${id}`);
      if (azure.forbidden.has(id.toLowerCase())) throw refusal(403, 'AuthorizationFailed', `No right to read ${id}`);
      return found(only(azure.rows, (one) => one === id.toLowerCase()));
    },
    connectedGroupsOf: async (vnetId) => {
      calls.push(`connectedGroupsOf ${vnetId}`);
      return azure.rows.connectedGroups
        .filter(({ vnetIds }) => vnetIds.some((id) => sameResource(id, vnetId)))
        .map((row) => ({ ...row, vnetIds: [vnetId] }));
    },
    readVNet: async (id: ResourceId) => {
      const vnet = azure.rows.vnets.find((row) => row.id.endsWith(`/${id.names[0]}`));
      if (!vnet) throw refusal(404, 'ResourceNotFound');
      return { vnet, halves: azure.rows.halves.filter((half) => half.id.startsWith(`${vnet.id}/`)) };
    },
  };
  return azure;
}

export function contoso(): TopologyRows {
  const world = worldNamed('contoso');
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
}

/** The rows, without connected groups, of the subscriptions that pass. */
function only(rows: TopologyRows, passes: (subscriptionId: string) => boolean): TopologyRows {
  const keep = <T extends { readonly id: string }>(list: readonly T[]): readonly T[] => list.filter(({ id }) => passes(subscriptionOf(id)));
  const kinds = Object.entries(rows).map(([kind, list]) => [kind, keep(list as readonly { readonly id: string }[])]);
  return { ...(Object.fromEntries(kinds) as unknown as TopologyRows), subscriptions: [], connectedGroups: [] };
}

export const subscriptionOf = (id: string): string => {
  const parts = parseResourceId(id);
  return parts.ok ? parts.value.subscriptionId.toLowerCase() : '';
};
