import type { Call } from '../src/arm/operation-handler.ts';
import { createVirtualClock } from '../src/clock.ts';
import { createGraphIndex } from '../src/graph/graph-index.ts';
import { viewProperties } from '../src/network/resource-view.ts';
import { networkRoutes } from '../src/network/routes.ts';
import type { Store } from '../src/store/store.ts';
import type { EstateRow, Learned } from './estate.ts';

const API_VERSION = '2025-05-01';
const CALLER: Call['caller'] = { objectId: '', name: '', tenantId: '', auxiliaryTenants: [], unlimited: true };

/** Returns the content of a store as rows of Resource Graph, with the children that it does not list, and what BGP has brought. */
export function exportEstate(store: Store): { readonly rows: readonly EstateRow[]; readonly learned: Learned } {
  const graph = createGraphIndex(store, createVirtualClock());
  graph.rescan();
  const listed = graph.rows() as unknown as readonly EstateRow[];
  const ids = new Set(listed.map(({ id }) => id));
  const nested = [...store.resources.values()]
    .filter(({ id, type }) => !ids.has(id) && type.split('/').length > 2)
    .map((resource) => ({ id: resource.id, type: resource.type, properties: viewProperties(store, resource, API_VERSION) }));
  const rows = [...listed, ...nested].flatMap((row) => (/\/virtualHubs$/i.test(row.type) ? splitServer(row) : [row]));
  const learned = rows.flatMap(({ id, type }) => {
    const operation = LEARNED[type.toLowerCase()];
    return operation === undefined ? [] : [[id, resultOf(store, operation, id)] as const];
  });
  return { rows, learned: Object.fromEntries(learned) };
}

/** Splits the children of a Route Server off, which ARM lists by themselves. */
function splitServer({ properties, ...row }: EstateRow): EstateRow[] {
  const children = ['ipConfigurations', 'bgpConnections'].flatMap((name) =>
    ((properties[name] ?? []) as readonly EstateRow[]).map((child) => ({ ...child, type: `${row.type}/${name}` })),
  );
  const { ipConfigurations: _, bgpConnections: __, ...own } = properties;
  return [{ ...row, properties: own }, ...children];
}

const LEARNED: Readonly<Record<string, string>> = {
  'microsoft.network/virtualnetworkgateways': 'VirtualNetworkGateways_GetLearnedRoutes',
  'microsoft.network/virtualhubs/bgpconnections': 'VirtualHubBgpConnections_ListLearnedRoutes',
};

/** Runs a POST that reads something, and returns its result. */
function resultOf(store: Store, operation: string, id: string): object {
  const route = networkRoutes.find((each) => each.id === operation);
  const names = id.split('/');
  const params = Object.fromEntries(
    (route?.path ?? '').split('/').flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), names[i] ?? '']] : [])),
  );
  const call: Call = { params, query: new Map(), body: undefined, caller: CALLER, apiVersion: API_VERSION, origin: '' };
  const result = route?.run(store, createVirtualClock(), call);
  if (result?.kind !== 'started') throw new Error(`${operation} has no result for ${id}`);
  return result.operation.result?.() as object;
}
