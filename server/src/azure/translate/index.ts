/** Converts resources in any format of ARM, Resource Graph and `az` to topology rows. Independent of how they are fetched. */
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import {
  ATTACHED_KINDS,
  type AttachedKind,
  NO_ROWS,
  type RowKind,
  type SubscriptionRow,
  type TopologyRows,
} from '@peerscape/shared/topology';
import type { ManagedScope } from '../../work/ports.ts';
import {
  applianceRow,
  connectionRow,
  dnsLinkRow,
  dnsZoneRow,
  firewallRow,
  firewallsIn,
  gatewayRow,
  gatewaysIn,
  routeServerRow,
  routeServersIn,
  routeTableRow,
} from './equipment.ts';
import { managedScope } from './managers.ts';
import { halfRow, halfRows, vnetRow } from './vnet.ts';
import { object, properties, text, type Wire } from './wire.ts';

export { connectedGroups } from './managers.ts';
export { halfRow, halfRows, vnetRow } from './vnet.ts';
export { object, objects, type Wire } from './wire.ts';

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
}

type Kind = Exclude<RowKind, 'connectedGroups'>;
type Translator = (resource: Wire) => Partial<{ readonly [K in Kind]: readonly (TopologyRows[K][number] | undefined)[] }>;

/** Conversions by resource type in lower case. */
const TRANSLATORS: Readonly<Record<string, Translator>> = {
  'microsoft.network/virtualnetworks': (resource) => ({ vnets: [vnetRow(resource)], halves: halfRows(resource) }),
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': (resource) => ({ halves: [halfRow(resource)] }),
  'microsoft.network/virtualnetworkgateways': (resource) => ({ gateways: [gatewayRow(resource)] }),
  'microsoft.network/connections': (resource) => ({ connections: [connectionRow(resource)] }),
  'microsoft.network/azurefirewalls': (resource) => ({ firewalls: [firewallRow(resource)] }),
  'microsoft.network/networkinterfaces': (resource) => ({ appliances: [applianceRow(resource)] }),
  'microsoft.network/virtualhubs': (resource) => ({ routeServers: [routeServerRow(resource)] }),
  'microsoft.network/routetables': (resource) => ({ routeTables: [routeTableRow(resource)] }),
  'microsoft.network/privatednszones': (resource) => ({ dnsZones: [dnsZoneRow(resource)] }),
  'microsoft.network/privatednszones/virtualnetworklinks': (resource) => ({ dnsLinks: [dnsLinkRow(resource)] }),
  'microsoft.network/networkmanagers': () => ({}),
  'microsoft.resources/subscriptions': (resource) => ({ subscriptions: [subscriptionRow(resource)] }),
};

/** Kinds that the source covers, by a resource type found in it. A Route Server is a virtual hub; connected groups come with network managers. */
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
  'microsoft.network/virtualnetworks': (resource) => ({
    gateways: gatewaysIn(resource),
    firewalls: firewallsIn(resource),
    routeServers: routeServersIn(resource),
  }),
};

/** Creates an empty translation. */
export function createTranslation(): Translation {
  const collected = Object.fromEntries(Object.keys(NO_ROWS).map((kind) => [kind, new Map()])) as unknown as Collected;
  const managed: ManagedScope[] = [];
  const seen = new Set<AttachedKind>();
  return {
    add: (resource) => {
      const type = typeOf(resource);
      const translate = type === undefined ? undefined : TRANSLATORS[type];
      if (!translate) return false;
      for (const kind of KINDS_OF[type ?? ''] ?? []) seen.add(kind);
      for (const [kind, rows] of Object.entries(translate(resource))) {
        const target = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row) target.set(resourceKey(row.id), row);
      }
      for (const [kind, rows] of Object.entries(REFERENCE_TRANSLATORS[type ?? '']?.(resource) ?? {})) {
        const target = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row && !target.has(resourceKey(row.id))) target.set(resourceKey(row.id), row);
      }
      const scope = type === 'microsoft.network/networkmanagers' ? managedScope(resource) : undefined;
      if (scope) managed.push(scope);
      return true;
    },
    rows: () => Object.fromEntries(Object.entries(collected).map(([kind, rows]) => [kind, [...rows.values()]])) as unknown as TopologyRows,
    missingKinds: () => ATTACHED_KINDS.filter((kind) => !seen.has(kind)),
    managed: () => managed,
  };
}

/** Returns the type in lower case, taken from the id when the property is missing, as in some output of `az network vnet list` and old exports. */
function typeOf(resource: Wire): string | undefined {
  const written = text(resource.type);
  if (written !== undefined) return written.toLowerCase();
  const [, provider, ...rest] = text(resource.id)?.match(/\/providers\/([^/]+)\/(.+)$/i) ?? [];
  const types = rest[0]?.split('/').filter((_, i) => i % 2 === 0);
  return provider !== undefined && types ? [provider, ...types].join('/').toLowerCase() : undefined;
}

/** Converts a subscription as returned by `GET /subscriptions`, Resource Graph's containers or `az account list`. */
export function subscriptionRow(resource: Wire): SubscriptionRow | undefined {
  const id = text(resource.subscriptionId) ?? text(resource.id)?.replace(/^\/subscriptions\//i, '');
  if (id === undefined) return undefined;
  const tenantId = text(resource.tenantId) ?? text(object(properties(resource)).tenantId);
  const name = text(resource.displayName) ?? text(resource.name) ?? id;
  return { id, name, ...(tenantId === undefined ? {} : { tenantId }) };
}
