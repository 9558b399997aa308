import { parseResourceId, resourceKey } from '@peerscape/shared/arm';
import {
  collectSettings,
  HALF_SETTINGS,
  type HalfRow,
  type SettingValues,
  STATE_NOT_GIVEN,
  type SubnetRow,
  type VNetRow,
} from '@peerscape/shared/topology';
import { asBoolean, asList, asObject, asObjects, asString, asStrings, idOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';

/** Converts a `virtualNetworks` resource. Returns undefined when it has no id. */
export function toVNetRow(resource: Wire): VNetRow | undefined {
  const id = asString(resource.id);
  if (id === undefined) return undefined;
  const own = propertiesOf(resource);
  return omitUndefined<VNetRow>({
    id,
    location: asString(resource.location) ?? '',
    tags: toTags(resource.tags),
    addressSpace: prefixesOf(own.addressSpace) ?? [],
    subnets: asObjects(own.subnets).map(toSubnetRow),
    dnsServers: asStrings(asObject(own.dhcpOptions).dnsServers),
    summarizedGatewayPrefixes: prefixesOf(own.summarizedGatewayPrefixes),
    etag: asString(resource.etag),
    resourceGuid: asString(own.resourceGuid),
    provisioningState: asString(own.provisioningState),
  });
}

/** Returns a VNet's address space as its own halves show it; a query may leave the VNet's own property out. A half of some subnets shows only those. */
export const spaceInHalves = (halves: readonly HalfRow[]): readonly string[] => [
  ...new Set(halves.flatMap(({ completeVnets, onlyIPv6, localCurrent = [] }) => (completeVnets === false || onlyIPv6 ? [] : localCurrent))),
];

/** The halves in a `virtualNetworks` resource. */
export interface HalvesOfVNet {
  readonly halves: readonly HalfRow[];
  /** `all`: the VNet's own list. `one`: a single half in place of the list, as `mv-expand` returns it. `some`: some could not be read. */
  readonly extent: 'all' | 'one' | 'some';
  /** Sentences about what could not be read. */
  readonly problems: readonly string[];
}

/**
 * Converts the halves of a `virtualNetworks` resource. ARM always returns `virtualNetworkPeerings`, so a VNet without that list was not exported
 * with its peerings: it does not mean that there are none.
 */
export function halvesOf(vnet: Wire): HalvesOfVNet {
  const { virtualNetworkPeerings: written } = propertiesOf(vnet);
  const list = asList(written);
  if (list) return collectHalves(list, vnet, 'all');
  if (isObject(written)) return collectHalves([written], vnet, 'one');
  return { halves: [], extent: 'some', problems: [isFlattened(written) ? FLATTENED : PEERINGS_NOT_INCLUDED] };
}

function collectHalves(written: readonly unknown[], vnet: Wire, extent: 'all' | 'one'): HalvesOfVNet {
  const results = written.map((one) =>
    isObject(one) ? toHalf(one, asString(vnet.id)) : { problem: isFlattened(one) ? FLATTENED : NO_HALF },
  );
  const problems = results.flatMap(({ problem }) => problem ?? []);
  return { halves: results.flatMap(({ row }) => row ?? []), extent: problems.length > 0 ? 'some' : extent, problems };
}

/** Problem of a VNet without a list of peerings. */
export const PEERINGS_NOT_INCLUDED = 'peerings are not included (virtualNetworkPeerings is missing)';
const FLATTENED = 'peerings were cut off by PowerShell; export again with ConvertTo-Json -Depth 100';
const NO_HALF = 'a peering is not an object with properties; export again with "az network vnet list -o json"';

/** Reports whether a value is text that PowerShell's `ConvertTo-Json` writes for objects below its `-Depth`: `@{a=1}` or a type name. */
const isFlattened = (value: unknown): boolean => typeof value === 'string' && /^@\{|^(?:System|Microsoft\.Azure)\./.test(value);

const isObject = (value: unknown): value is Wire => typeof value === 'object' && value !== null && !Array.isArray(value);

type HalfResult = { readonly row: HalfRow; readonly problem?: undefined } | { readonly row?: undefined; readonly problem: string };

/** Converts a `virtualNetworkPeerings` resource, alone or in a VNet. Absent flags get the defaults that Azure applies. */
export function toHalf(resource: Wire, vnetId?: string): HalfResult {
  if (isFlattened(resource.properties)) return { problem: FLATTENED };
  const own = propertiesOf(resource);
  const name = asString(resource.name);
  const id = asString(resource.id) ?? (vnetId === undefined || name === undefined ? undefined : `${vnetId}/virtualNetworkPeerings/${name}`);
  const remote = idOf(own.remoteVirtualNetwork) ?? asString(own.remoteVirtualNetwork) ?? asString(own.remoteVirtualNetworkId);
  if (id === undefined) return { problem: 'a peering has neither an id nor a name' };
  if (isFlattened(remote)) return { problem: FLATTENED };
  if (remote === undefined || remote.startsWith('[')) return { problem: `the peering ${name ?? id} names no remote VNet` };
  const remoteId = toResourcePath(remote);
  if (!isVNetId(remoteId))
    return { problem: `the remote VNet of the peering ${name ?? id} is not the id of a VNet: “${remote.slice(0, 200)}”` };
  if (resourceKey(id).startsWith(`${resourceKey(remoteId)}/`)) return { problem: `the peering ${name ?? id} refers to its own VNet` };
  const row = omitUndefined<HalfRow>({
    id,
    remoteId,
    state: toState(own.peeringState),
    sync: asString(own.peeringSyncLevel),
    ...readSettings(own),
    remoteLearned: prefixesOf(own.remoteAddressSpace),
    remoteCurrent: prefixesOf(own.remoteVirtualNetworkAddressSpace),
    localLearned: prefixesOf(own.localAddressSpace),
    localCurrent: prefixesOf(own.localVirtualNetworkAddressSpace),
    provisioningState: asString(own.provisioningState),
    resourceGuid: asString(own.resourceGuid),
    etag: asString(resource.etag),
    other: otherProperties(own),
  });
  return { row };
}

/** Returns an id as ARM writes it; scripts print ids with white space, with the address of ARM, or without the leading slash. */
const toResourcePath = (id: string): string => id.trim().replace(/^(?:https?:\/\/[^/]+)?\/?(?=subscriptions\/)/i, '/');

function isVNetId(id: string): boolean {
  const parsed = parseResourceId(id);
  return parsed.ok && parsed.value.types.length === 1 && parsed.value.types[0]?.toLowerCase() === 'virtualnetworks';
}

const STATES = ['Initiated', 'Connected', 'Disconnected'];

/** Returns a state in ARM's casing. States that this version does not know stay as written. */
function toState(value: unknown): string {
  const written = asString(value) ?? STATE_NOT_GIVEN;
  return STATES.find((state) => state.toLowerCase() === written.toLowerCase()) ?? written;
}

/** Reads the settings of a half; absent ones that every row has get Azure's default. */
const readSettings = (own: Wire): SettingValues =>
  collectSettings<SettingValues>(({ arm, kind, presence, default: byDefault }) => {
    const value = kind === 'flag' ? asBoolean(own[arm]) : asStrings(own[arm]);
    return value ?? (presence === 'required' ? byDefault : undefined);
  });

/** Properties with a field of their own in the row, and resource fields that the flattened format puts beside them. */
const KNOWN_PROPERTIES: ReadonlySet<string> = new Set([
  ...HALF_SETTINGS.map(({ arm }) => arm),
  'localAddressSpace',
  'localVirtualNetworkAddressSpace',
  'peeringState',
  'peeringSyncLevel',
  'provisioningState',
  'remoteAddressSpace',
  'remoteVirtualNetwork',
  'remoteVirtualNetworkAddressSpace',
  'remoteVirtualNetworkId',
  'resourceGuid',
  'etag',
  'id',
  'name',
  'resourceGroup',
  'type',
]);

function otherProperties(own: Wire): Wire | undefined {
  const rest = Object.entries(own).filter(([name]) => !KNOWN_PROPERTIES.has(name));
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** Converts a subnet. Older subnets have `addressPrefix`, newer and dual-stack ones `addressPrefixes`; some have both. */
function toSubnetRow(resource: Wire): SubnetRow {
  const own = propertiesOf(resource);
  const prefix = asString(own.addressPrefix);
  const prefixes = asStrings(own.addressPrefixes);
  return omitUndefined<SubnetRow>({
    name: asString(resource.name) ?? '',
    prefixes: prefixes && prefixes.length > 0 ? prefixes : prefix === undefined ? [] : [prefix],
    routeTableId: idOf(own.routeTable),
    networkSecurityGroupId: idOf(own.networkSecurityGroup),
    natGatewayId: idOf(own.natGateway),
    defaultOutboundAccess: asBoolean(own.defaultOutboundAccess),
    serviceEndpoints: servicesOf(own.serviceEndpoints),
    privateEndpointNetworkPolicies: asString(own.privateEndpointNetworkPolicies),
  });
}

/** Returns the services of service endpoints; undefined if there are none. */
function servicesOf(serviceEndpoints: unknown): readonly string[] | undefined {
  const services = asObjects(serviceEndpoints).flatMap(({ service }) => asString(service) ?? []);
  return services.length > 0 ? services : undefined;
}

const prefixesOf = (addressSpace: unknown): readonly string[] | undefined => asStrings(asObject(addressSpace).addressPrefixes);

function toTags(value: unknown): Readonly<Record<string, string>> | undefined {
  const pairs = Object.entries(asObject(value)).flatMap(([name, tag]) => (tag === null || tag === undefined ? [] : [[name, String(tag)]]));
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
