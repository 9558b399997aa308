/** Converts resources in any format of ARM, Resource Graph and `az` to topology rows. Independent of how they are fetched. */
import { lastName, ownerIdOf, type ResourceKey, resourceKey } from '@peerscape/shared/arm';
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
import { ARM_TYPES } from '../kinds/index.ts';
import { asObject, asString, propertiesOf, type Wire } from '../wire.ts';
import { findInSubnets } from './find-in-subnets.ts';
import { createManagerTranslation } from './managers.ts';
import { halvesOf, spaceInHalves, toHalf, toVNetRow } from './vnet.ts';

export { asObject, asObjects, type Wire } from '../wire.ts';
export { parseLearnedReply, withoutRepetition } from './learned-routes.ts';
export { toConnectedGroups } from './managers.ts';
export { halvesOf, PEERINGS_NOT_INCLUDED, toHalf, toVNetRow } from './vnet.ts';

/** Rows collected so far, by kind and resource key, so that a resource counts once regardless of repetition and letter case. */
type CollectedRows = { readonly [K in RowKind]: Map<ResourceKey, TopologyRows[K][number]> };

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

const VNETS = 'microsoft.network/virtualnetworks';
const HALVES = 'microsoft.network/virtualnetworks/virtualnetworkpeerings';
const SUBSCRIPTIONS = 'microsoft.resources/subscriptions';

interface Translator {
  readonly kind: RowKind;
  readonly toRow?: (resource: Wire) => { readonly id: string } | undefined;
  readonly toDetails?: (resource: Wire) => object;
}

/** Conversions by resource type in lower case; a network interface is of one of two kinds. Halves have problems beside their rows, and network managers have no rows. */
const TRANSLATORS: ReadonlyMap<string, readonly Translator[]> = groupByType<Translator>([
  [VNETS, { kind: 'vnets', toRow: toVNetRow }],
  [HALVES, { kind: 'halves' }],
  [SUBSCRIPTIONS, { kind: 'subscriptions', toRow: toSubscriptionRow }],
  ...ARM_TYPES.map((one) => [one.armType.toLowerCase(), one] as const),
]);

/** Kinds that the source covers, by a resource type found in it. A Route Server is a virtual hub; connected groups come with network managers. */
const KINDS_OF: ReadonlyMap<string, readonly AttachedKind[]> = groupByType(
  ARM_TYPES.filter(({ coversKind }) => coversKind).map(({ kind, armType }) => [armType.toLowerCase(), kind]),
);

function groupByType<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [type, value] of entries) groups.set(type, [...(groups.get(type) ?? []), value]);
  return groups;
}

/** Creates an empty translation. */
export function createTranslation(): Translation {
  const collected = Object.fromEntries(Object.keys(NO_ROWS).map((kind) => [kind, new Map()])) as unknown as CollectedRows;
  const managers = createManagerTranslation();
  /** Fields of resources whose rows may come from other resources. */
  const details = new Map<ResourceKey, object>();
  const seen = new Set<AttachedKind>();
  const problems: ReadError[] = [];
  /** VNets of which some halves, or all, are not known. */
  const incomplete = new Set<ResourceKey>();

  const halvesByVNet = new Map<ResourceKey, Set<ResourceKey>>();
  const addHalf = (row: HalfRow): void => {
    const key = resourceKey(row.id);
    const owner = resourceKey(ownerIdOf(row.id));
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

  const listOf = (kind: RowKind) => collected[kind] as Map<ResourceKey, { readonly id: string }>;
  /** Adds resources that the VNet's subnets refer to. They never replace a row from the resource itself. */
  const addReferences = (vnet: Wire): void => {
    for (const { kind, row } of findInSubnets(vnet)) if (!listOf(kind).has(resourceKey(row.id))) listOf(kind).set(resourceKey(row.id), row);
  };

  return {
    add: (resource) => {
      const type = typeOf(resource);
      if (type === undefined) return false;
      const isPartOfManager = managers.add(type, resource);
      const translators = TRANSLATORS.get(type);
      if (!translators) return isPartOfManager;
      for (const kind of KINDS_OF.get(type) ?? []) seen.add(kind);
      const id = asString(resource.id);
      if (type === VNETS && id !== undefined) addHalvesOf(resource, id);
      else if (type === HALVES) addSingleHalf(resource);
      else if (id === undefined && type !== SUBSCRIPTIONS) addProblem(type, String(resource.name ?? type), 'it has no id');
      for (const { kind, toRow, toDetails } of translators) {
        const row = toRow?.(resource);
        if (row) listOf(kind).set(resourceKey(row.id), row);
        if (toDetails && id !== undefined) details.set(resourceKey(id), toDetails(resource));
      }
      if (type === VNETS) addReferences(resource);
      return true;
    },
    rows: () => {
      const rows = Object.fromEntries(Object.entries(collected).map(([kind, all]) => [kind, [...all.values()]])) as unknown as TopologyRows;
      const halvesOwnedBy = (key: ResourceKey) => [...(halvesByVNet.get(key) ?? [])].flatMap((half) => collected.halves.get(half) ?? []);
      const complete = (vnet: VNetRow): VNetRow => {
        const key = resourceKey(vnet.id);
        const space = vnet.addressSpace.length > 0 ? {} : { addressSpace: spaceInHalves(halvesOwnedBy(key)) };
        return { ...vnet, ...space, ...(incomplete.has(key) && { halvesNotRead: true }) };
      };
      const routeServers = rows.routeServers.map((row) => ({ ...row, ...details.get(resourceKey(row.id)) }));
      return { ...rows, vnets: rows.vnets.map(complete), routeServers, ...managers.rows() };
    },
    problems: () => problems,
    missingKinds: () => ATTACHED_KINDS.filter((kind) => !seen.has(kind)),
    managed: managers.scopes,
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
