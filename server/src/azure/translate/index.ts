/** Knows every shape in which ARM, Resource Graph and `az` write resources; refuses to know how they are fetched. */
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

/** Rows in the making: by kind, each resource once however often and however spelled it comes. */
type Collected = { readonly [K in RowKind]: Map<ResourceKey, TopologyRows[K][number]> };

export interface Translation {
  /** Takes in one resource; says whether it is of a kind that Peerscape knows. */
  add(resource: Wire): boolean;
  rows(): TopologyRows;
  /** Kinds of which no resource came. */
  missingKinds(): readonly AttachedKind[];
  managed(): readonly ManagedScope[];
}

type Kind = Exclude<RowKind, 'connectedGroups'>;
type Translate = (resource: Wire) => Partial<{ readonly [K in Kind]: readonly (TopologyRows[K][number] | undefined)[] }>;

const TRANSLATE: Readonly<Record<string, Translate>> = {
  'microsoft.network/virtualnetworks': (it) => ({ vnets: [vnetRow(it)], halves: halfRows(it) }),
  'microsoft.network/virtualnetworks/virtualnetworkpeerings': (it) => ({ halves: [halfRow(it)] }),
  'microsoft.network/virtualnetworkgateways': (it) => ({ gateways: [gatewayRow(it)] }),
  'microsoft.network/connections': (it) => ({ connections: [connectionRow(it)] }),
  'microsoft.network/azurefirewalls': (it) => ({ firewalls: [firewallRow(it)] }),
  'microsoft.network/networkinterfaces': (it) => ({ appliances: [applianceRow(it)] }),
  'microsoft.network/virtualhubs': (it) => ({ routeServers: [routeServerRow(it)] }),
  'microsoft.network/routetables': (it) => ({ routeTables: [routeTableRow(it)] }),
  'microsoft.network/privatednszones': (it) => ({ dnsZones: [dnsZoneRow(it)] }),
  'microsoft.network/privatednszones/virtualnetworklinks': (it) => ({ dnsLinks: [dnsLinkRow(it)] }),
  'microsoft.network/networkmanagers': () => ({}),
  'microsoft.resources/subscriptions': (it) => ({ subscriptions: [subscriptionRow(it)] }),
};

/** Which kinds a resource of that type shows to have been asked for. A Route Server is a virtual hub; connected groups come with network managers. */
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

/** What a resource shows of others; what was read of these themselves counts more. */
const SHOWS: Readonly<Record<string, Translate>> = {
  'microsoft.network/virtualnetworks': (it) => ({ gateways: gatewaysIn(it), firewalls: firewallsIn(it), routeServers: routeServersIn(it) }),
};

/** An empty translation, to be filled resource by resource. */
export function createTranslation(): Translation {
  const collected = Object.fromEntries(Object.keys(NO_ROWS).map((kind) => [kind, new Map()])) as unknown as Collected;
  const managed: ManagedScope[] = [];
  const seen = new Set<AttachedKind>();
  return {
    add: (resource) => {
      const type = typeOf(resource);
      const translate = type === undefined ? undefined : TRANSLATE[type];
      if (!translate) return false;
      for (const kind of KINDS_OF[type ?? ''] ?? []) seen.add(kind);
      for (const [kind, rows] of Object.entries(translate(resource))) {
        const into = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row) into.set(resourceKey(row.id), row);
      }
      for (const [kind, rows] of Object.entries(SHOWS[type ?? '']?.(resource) ?? {})) {
        const into = collected[kind as Kind] as Map<ResourceKey, unknown>;
        for (const row of rows) if (row && !into.has(resourceKey(row.id))) into.set(resourceKey(row.id), row);
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

/** The type in lower case: as written, or as its id says. `az network vnet list` and old exports leave it out at times. */
function typeOf(resource: Wire): string | undefined {
  const written = text(resource.type);
  if (written !== undefined) return written.toLowerCase();
  const [, provider, ...rest] = text(resource.id)?.match(/\/providers\/([^/]+)\/(.+)$/i) ?? [];
  const types = rest[0]?.split('/').filter((_, i) => i % 2 === 0);
  return provider !== undefined && types ? [provider, ...types].join('/').toLowerCase() : undefined;
}

/** A subscription as `GET /subscriptions`, the graph's containers and `az account list` write it. */
export function subscriptionRow(resource: Wire): SubscriptionRow | undefined {
  const id = text(resource.subscriptionId) ?? text(resource.id)?.replace(/^\/subscriptions\//i, '');
  if (id === undefined) return undefined;
  const tenantId = text(resource.tenantId) ?? text(object(properties(resource)).tenantId);
  const name = text(resource.displayName) ?? text(resource.name) ?? id;
  return { id, name, ...(tenantId === undefined ? {} : { tenantId }) };
}
