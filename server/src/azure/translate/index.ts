/** Converts resources in any format of ARM, Resource Graph and `az` to topology rows. Independent of how they are fetched. */
import { lastName, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import {
  ATTACHED_KINDS,
  type AttachedKind,
  type HalfRow,
  NO_ROWS,
  type ReadError,
  type RowKind,
  type SubscriptionRow,
  type TopologyRows,
  type VNetRow,
} from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import {
  findFirewalls,
  findGateways,
  findRouteServers,
  toApplianceRow,
  toConnectionRow,
  toDnsLinkRow,
  toDnsZoneRow,
  toFirewallRow,
  toGatewayRow,
  toRouteServerRow,
  toRouteTableRow,
  toVirtualNetworkApplianceRow,
} from './attached-resources.ts';
import { toManagedScope } from './managers.ts';
import { halvesOf, toHalf, toVNetRow } from './vnet.ts';
import { asObject, asString, propertiesOf, type Wire } from './wire.ts';

export { toConnectedGroups } from './managers.ts';
export { halvesOf, toHalf, toVNetRow } from './vnet.ts';
export { asObject, asObjects, type Wire } from './wire.ts';

/** Rows collected so far, by kind and resource key, so that a resource counts once regardless of repetition and letter case. */
type Collected = { readonly [K in RowKind]: Map<ResourceKey, TopologyRows[K][number]> };

/** Collects resources and converts them to topology rows. */
export interface Translation {
  /** Adds one resource. Returns whether Peerscape knows its type. */
  add(resource: Wire): boolean;
  rows(): TopologyRows;
  /** Returns the kinds without any resource. */
  missingKinds(): readonly AttachedKind[];
  /** Returns the scopes of the network managers. */
  managed(): readonly ManagedScope[];
  /** Returns what could not be read of resources whose type is known, in sentences. */
  problems(): readonly ReadError[];
}

type Kind = Exclude<RowKind, 'connectedGroups'>;
type Translator = (resource: Wire) => Partial<{ readonly [K in Kind]: readonly (TopologyRows[K][number] | undefined)[] }>;

const VNETS = 'microsoft.network/virtualnetworks';
const HALVES = 'microsoft.network/virtualnetworks/virtualnetworkpeerings';
const SUBSCRIPTIONS = 'microsoft.resources/subscriptions';

/** Conversions by resource type in lower case. */
const TRANSLATORS: Readonly<Record<string, Translator>> = {
  [VNETS]: (resource) => ({ vnets: [toVNetRow(resource)] }),
  [HALVES]: () => ({}),
  'microsoft.network/virtualnetworkgateways': (resource) => ({ gateways: [toGatewayRow(resource)] }),
  'microsoft.network/connections': (resource) => ({ connections: [toConnectionRow(resource)] }),
  'microsoft.network/azurefirewalls': (resource) => ({ firewalls: [toFirewallRow(resource)] }),
  'microsoft.network/networkinterfaces': (resource) => ({ appliances: [toApplianceRow(resource)] }),
  'microsoft.network/virtualnetworkappliances': (resource) => ({ appliances: [toVirtualNetworkApplianceRow(resource)] }),
  'microsoft.network/virtualhubs': (resource) => ({ routeServers: [toRouteServerRow(resource)] }),
  'microsoft.network/routetables': (resource) => ({ routeTables: [toRouteTableRow(resource)] }),
  'microsoft.network/privatednszones': (resource) => ({ dnsZones: [toDnsZoneRow(resource)] }),
  'microsoft.network/privatednszones/virtualnetworklinks': (resource) => ({ dnsLinks: [toDnsLinkRow(resource)] }),
  'microsoft.network/networkmanagers': () => ({}),
  [SUBSCRIPTIONS]: (resource) => ({ subscriptions: [toSubscriptionRow(resource)] }),
};

/**
 * Kinds that the source covers, by a resource type found in it. A virtual network appliance does not show that interfaces were read. A Route Server is a virtual hub; connected groups come
 * with network managers.
 */
const KINDS_OF: Readonly<Record<string, readonly AttachedKind[]>> = {
  'microsoft.network/virtualnetworkgateways': ['gateways'],
  'microsoft.network/connections': ['connections'],
  'microsoft.network/azurefirewalls': ['firewalls'],
  'microsoft.network/networkinterfaces': ['appliances'],
  'microsoft.network/virtualhubs': ['routeServers'],
  'microsoft.network/routetables': ['routeTables'],
  'microsoft.network/privatednszones': ['dnsZones'],
  'microsoft.network/privatednszones/virtualnetworklinks': ['dnsLinks'],
  'microsoft.network/networkmanagers': ['connectedGroups'],
};

/** Conversions for resources that another resource refers to. They never replace a row from the resource itself. */
const REFERENCE_TRANSLATORS: Readonly<Record<string, Translator>> = {
  [VNETS]: (resource) => ({
    gateways: findGateways(resource),
    firewalls: findFirewalls(resource),
    routeServers: findRouteServers(resource),
  }),
};

/** Creates an empty translation. */
export function createTranslation(): Translation {
  const collected = Object.fromEntries(Object.keys(NO_ROWS).map((kind) => [kind, new Map()])) as unknown as Collected;
  const managed: ManagedScope[] = [];
  const seen = new Set<AttachedKind>();
  const problems: ReadError[] = [];
  /** VNets of which some halves, or all, are not known. */
  const incomplete = new Set<ResourceKey>();

  const halvesByVNet = new Map<ResourceKey, Set<ResourceKey>>();
  const addHalf = (row: HalfRow): void => {
    const key = resourceKey(row.id);
    const owner = resourceKey(row.id.replace(/\/virtualNetworkPeerings\/[^/]*$/i, ''));
    collected.halves.set(key, row);
    halvesByVNet.set(owner, (halvesByVNet.get(owner) ?? new Set()).add(key));
  };
  const addProblem = (scope: string, name: string, message: string): void => {
    problems.push({ scope, name, message });
  };
  /** A VNet's own list replaces the halves that came before; halves that come one by one add up. */
  const addHalvesOf = (vnet: Wire, id: string): void => {
    const key = resourceKey(id);
    const { halves, extent, problems: own } = halvesOf(vnet);
    if (extent === 'all') for (const half of halvesByVNet.get(key) ?? []) collected.halves.delete(half);
    for (const half of halves) addHalf(half);
    if (extent !== 'some') incomplete.delete(key);
    else if (!collected.vnets.has(key)) incomplete.add(key);
    for (const problem of new Set(own)) addProblem(id, lastName(id), problem);
  };
  const addSingleHalf = (resource: Wire): void => {
    const { row, problem } = toHalf(resource);
    if (row) addHalf(row);
    else addProblem(String(resource.id ?? HALVES), String(resource.name ?? HALVES), problem);
  };

  return {
    add: (resource) => {
      const type = typeOf(resource);
      const translate = type === undefined ? undefined : TRANSLATORS[type];
      if (!translate) return false;
      for (const kind of KINDS_OF[type ?? ''] ?? []) seen.add(kind);
      const id = asString(resource.id);
      if (type === VNETS && id !== undefined) addHalvesOf(resource, id);
      else if (type === HALVES) addSingleHalf(resource);
      else if (id === undefined && type !== SUBSCRIPTIONS) addProblem(type ?? '', String(resource.name ?? type), 'it has no id');
      for (const [kind, rows] of Object.entries(translate(resource))) {
        const target = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row) target.set(resourceKey(row.id), row);
      }
      for (const [kind, rows] of Object.entries(REFERENCE_TRANSLATORS[type ?? '']?.(resource) ?? {})) {
        const target = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row && !target.has(resourceKey(row.id))) target.set(resourceKey(row.id), row);
      }
      const scope = type === 'microsoft.network/networkmanagers' ? toManagedScope(resource) : undefined;
      if (scope) managed.push(scope);
      return true;
    },
    rows: () => {
      const rows = Object.fromEntries(Object.entries(collected).map(([kind, all]) => [kind, [...all.values()]])) as unknown as TopologyRows;
      const isIncomplete = ({ id }: VNetRow): boolean => incomplete.has(resourceKey(id));
      return { ...rows, vnets: rows.vnets.map((vnet) => (isIncomplete(vnet) ? { ...vnet, halvesNotRead: true } : vnet)) };
    },
    problems: () => problems,
    missingKinds: () => ATTACHED_KINDS.filter((kind) => !seen.has(kind)),
    managed: () => managed,
  };
}

/** Returns the type in lower case, taken from the id when the property is missing, as in some output of `az network vnet list` and old exports. */
function typeOf(resource: Wire): string | undefined {
  const written = asString(resource.type);
  if (written !== undefined) return written.toLowerCase();
  const [, provider, ...rest] = asString(resource.id)?.match(/\/providers\/([^/]+)\/(.+)$/i) ?? [];
  const types = rest[0]?.split('/').filter((_, i) => i % 2 === 0);
  return provider !== undefined && types ? [provider, ...types].join('/').toLowerCase() : undefined;
}

/** Converts a subscription as returned by `GET /subscriptions`, Resource Graph's containers or `az account list`. */
export function toSubscriptionRow(resource: Wire): SubscriptionRow | undefined {
  const id = asString(resource.subscriptionId) ?? asString(resource.id)?.replace(/^\/subscriptions\//i, '');
  if (id === undefined) return undefined;
  const tenantId = asString(resource.tenantId) ?? asString(asObject(propertiesOf(resource)).tenantId);
  const name = asString(resource.displayName) ?? asString(resource.name) ?? id;
  return { id, name, ...(tenantId === undefined ? {} : { tenantId }) };
}
