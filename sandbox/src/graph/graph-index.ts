import { type ResourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import type { Clock } from '../clock.ts';
import { viewProperties } from '../network/resource-view.ts';
import { toWireVNet } from '../network/wire-vnet.ts';
import type { ResourceRef, Store, StoredResource } from '../store/store.ts';
import type { Row } from './evaluate.ts';

/** A row of the table `Resources`. */
interface GraphRow extends Row {
  readonly id: string;
  readonly subscriptionId: string;
}

/** Resource Graph's own copy of the resources, updated by changes with a lag. */
export interface GraphIndex {
  /** Returns all resources, sorted by ID; a new array after every change. */
  rows(): readonly GraphRow[];
  /** Milliseconds until a change is visible. */
  lagMs: number;
  /** While true, changes are not applied. */
  isFrozen: boolean;
  /** Rebuilds the copy from the store, as the regular full scan does. */
  rescan(): void;
}

const API_VERSION = '2025-05-01';

/** Creates the copy of a store. Rows are captured when a change happens and become visible after the lag. */
export function createGraphIndex(store: Store, clock: Clock): GraphIndex {
  const visible = new Map<ResourceKey, GraphRow>();
  const changed = new Set<ResourceKey>();
  let pending: { readonly due: number; readonly key: ResourceKey; readonly row: GraphRow | undefined }[] = [];
  let sorted: readonly GraphRow[] | undefined;
  const setRow = (key: ResourceKey, row: GraphRow | undefined) => {
    if (row) visible.set(key, row);
    else visible.delete(key);
    sorted = undefined;
  };
  const applyChanges = () => {
    for (const key of changed) setRow(key, rowOf(store, key));
    changed.clear();
    if (pending.length === 0) return;
    const now = clock.now();
    for (const { due, key, row } of pending) if (due <= now) setRow(key, row);
    pending = pending.filter(({ due }) => due > now);
  };
  const index: GraphIndex = {
    lagMs: 0,
    isFrozen: false,
    rows() {
      if (!index.isFrozen) applyChanges();
      sorted ??= [...visible.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      return sorted;
    },
    rescan() {
      changed.clear();
      pending = [];
      visible.clear();
      for (const key of [...store.vnets.keys(), ...store.resources.keys()]) setRow(key, rowOf(store, key));
    },
  };
  store.onChange((keys) => {
    if (index.lagMs === 0 && !index.isFrozen) for (const key of keys) changed.add(key);
    else for (const key of new Set(keys)) pending.push({ due: clock.now() + index.lagMs, key, row: rowOf(store, key) });
  });
  return index;
}

function rowOf(store: Store, key: ResourceKey): GraphRow | undefined {
  const vnet = store.vnets.get(key);
  if (vnet) {
    const { properties } = toWireVNet(store, vnet, API_VERSION);
    return buildRow(store, vnet, VNET_TYPE, { location: vnet.location, tags: vnet.tags, properties });
  }
  const resource = store.resources.get(key);
  return resource && isInGraph(resource) ? buildRow(store, resource, resource.type, contentOf(store, resource)) : undefined;
}

/** Returns false for nested types such as routes and members of network groups, which Resource Graph does not list. */
const isInGraph = ({ type, location }: StoredResource): boolean =>
  type.split('/').length === 2 || location !== undefined || /connectivityConfigurations$|networkGroups$/i.test(type);

const contentOf = (store: Store, resource: StoredResource) => ({
  location: resource.location,
  tags: resource.tags,
  properties: viewProperties(store, resource, API_VERSION),
  ...resource.topLevelProperties,
});

/** Builds a row. As in Resource Graph, types and resource group names are in lower case. */
function buildRow(
  store: Store,
  resource: ResourceRef,
  type: string,
  more: {
    readonly location: string | undefined;
    readonly kind?: unknown;
    readonly sku?: unknown;
    readonly tags: unknown;
    readonly properties: unknown;
  },
): GraphRow {
  return {
    id: resource.id,
    name: resource.name,
    type: type.toLowerCase(),
    tenantId: store.subscriptions.get(resource.subscriptionId.toLowerCase())?.tenantId ?? '',
    kind: more.kind ?? '',
    location: more.location ?? '',
    resourceGroup: resource.resourceGroup.toLowerCase(),
    subscriptionId: resource.subscriptionId,
    managedBy: '',
    sku: more.sku ?? null,
    plan: null,
    properties: more.properties,
    tags: more.tags ?? null,
    identity: null,
    zones: null,
    extendedLocation: null,
  };
}

export const GRAPH_COLUMNS: readonly string[] = [
  'id',
  'name',
  'type',
  'tenantId',
  'kind',
  'location',
  'resourceGroup',
  'subscriptionId',
  'managedBy',
  'sku',
  'plan',
  'properties',
  'tags',
  'identity',
  'zones',
  'extendedLocation',
];
