import { type ResourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import type { Clock } from '../clock.ts';
import { showVNet } from '../network/show-vnet.ts';
import type { Placed, Store, StoredResource } from '../store/store.ts';
import type { Row } from './evaluate.ts';

/** A resource as Resource Graph shows it. */
interface GraphRow extends Row {
  readonly id: string;
  readonly subscriptionId: string;
}

/** Resource Graph's own copy of the resources: fed by changes, behind by a lag. */
export interface GraphIndex {
  /** Every resource, by id. The array is a new one whenever anything in it has changed. */
  rows(): readonly GraphRow[];
  /** Milliseconds until a change shows. */
  lagMs: number;
  /** A frozen copy takes in nothing. */
  frozen: boolean;
  /** Takes in everything at once, as the regular full scan does. */
  rescan(): void;
}

const API_VERSION = '2025-05-01';

/** The copy of this store. Changes are pictured when they happen and shown when their time comes. */
export function graphIndex(store: Store, clock: Clock): GraphIndex {
  const shown = new Map<ResourceKey, GraphRow>();
  const changed = new Set<ResourceKey>();
  let waiting: { readonly due: number; readonly key: ResourceKey; readonly row: GraphRow | undefined }[] = [];
  let sorted: readonly GraphRow[] | undefined;
  const show = (key: ResourceKey, row: GraphRow | undefined) => {
    if (row) shown.set(key, row);
    else shown.delete(key);
    sorted = undefined;
  };
  const takeIn = () => {
    for (const key of changed) show(key, rowOf(store, key));
    changed.clear();
    if (waiting.length === 0) return;
    const now = clock.now();
    for (const { due, key, row } of waiting) if (due <= now) show(key, row);
    waiting = waiting.filter(({ due }) => due > now);
  };
  const index: GraphIndex = {
    lagMs: 0,
    frozen: false,
    rows() {
      if (!index.frozen) takeIn();
      sorted ??= [...shown.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      return sorted;
    },
    rescan() {
      changed.clear();
      waiting = [];
      shown.clear();
      for (const key of [...store.vnets.keys(), ...store.resources.keys()]) show(key, rowOf(store, key));
    },
  };
  store.onChange((keys) => {
    if (index.lagMs === 0 && !index.frozen) for (const key of keys) changed.add(key);
    else for (const key of new Set(keys)) waiting.push({ due: clock.now() + index.lagMs, key, row: rowOf(store, key) });
  });
  return index;
}

function rowOf(store: Store, key: ResourceKey): GraphRow | undefined {
  const vnet = store.vnets.get(key);
  if (vnet) {
    const { properties } = showVNet(store, vnet, API_VERSION);
    return row(store, vnet, VNET_TYPE, { location: vnet.location, tags: vnet.tags, properties });
  }
  const resource = store.resources.get(key);
  return resource && isInGraph(resource) ? row(store, resource, resource.type, shownOf(resource)) : undefined;
}

/** Routes, members of network groups and their like are no resources of their own in the graph. */
const isInGraph = ({ type }: StoredResource): boolean =>
  type.split('/').length === 2 || /virtualNetworkLinks$|connectivityConfigurations$|networkGroups$/i.test(type);

const shownOf = ({ location, tags, properties, beside }: StoredResource) => ({ location, tags, properties, ...beside });

/** Types and group names are in lower case here, whatever ARM says. */
function row(
  store: Store,
  place: Placed,
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
    id: place.id,
    name: place.name,
    type: type.toLowerCase(),
    tenantId: store.subscriptions.get(place.subscriptionId.toLowerCase())?.tenantId ?? '',
    kind: more.kind ?? '',
    location: more.location ?? '',
    resourceGroup: place.resourceGroup.toLowerCase(),
    subscriptionId: place.subscriptionId,
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
