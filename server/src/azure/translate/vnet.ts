import type { HalfRow, SubnetRow, VNetRow } from '@peerscape/shared/topology';
import { flag, idOf, object, objects, properties, text, texts, trim, type Wire } from './wire.ts';

/** Converts a `virtualNetworks` resource. Returns undefined when it has no id. */
export function vnetRow(resource: Wire): VNetRow | undefined {
  const id = text(resource.id);
  if (id === undefined) return undefined;
  const own = properties(resource);
  return trim<VNetRow>({
    id,
    location: text(resource.location) ?? '',
    tags: toTags(resource.tags),
    addressSpace: prefixesOf(own.addressSpace) ?? [],
    subnets: objects(own.subnets).map(toSubnetRow),
    dnsServers: texts(object(own.dhcpOptions).dnsServers),
    etag: text(resource.etag),
    resourceGuid: text(own.resourceGuid),
    provisioningState: text(own.provisioningState),
  });
}

/** Converts the halves of a `virtualNetworks` resource; omits those without an id or a remote VNet. */
export const halfRows = (vnet: Wire): readonly HalfRow[] =>
  objects(properties(vnet).virtualNetworkPeerings)
    .map(halfRow)
    .filter((row) => row !== undefined);

/** Converts a `virtualNetworkPeerings` resource. Absent flags get the defaults that Azure applies. */
export function halfRow(resource: Wire): HalfRow | undefined {
  const own = properties(resource);
  const id = text(resource.id);
  const remoteId = idOf(own.remoteVirtualNetwork);
  if (id === undefined || remoteId === undefined) return undefined;
  return trim<HalfRow>({
    id,
    remoteId,
    state: text(own.peeringState) ?? 'Unknown',
    sync: text(own.peeringSyncLevel),
    allowAccess: flag(own.allowVirtualNetworkAccess) ?? true,
    allowForwarded: flag(own.allowForwardedTraffic) ?? false,
    allowTransit: flag(own.allowGatewayTransit) ?? false,
    useRemoteGateways: flag(own.useRemoteGateways) ?? false,
    doNotVerifyRemoteGateways: flag(own.doNotVerifyRemoteGateways),
    completeVnets: flag(own.peerCompleteVnets),
    onlyIPv6: flag(own.enableOnlyIPv6Peering),
    localSubnets: texts(own.localSubnetNames),
    remoteSubnets: texts(own.remoteSubnetNames),
    remoteLearned: prefixesOf(own.remoteAddressSpace),
    remoteCurrent: prefixesOf(own.remoteVirtualNetworkAddressSpace),
    localLearned: prefixesOf(own.localAddressSpace),
    localCurrent: prefixesOf(own.localVirtualNetworkAddressSpace),
    provisioningState: text(own.provisioningState),
    resourceGuid: text(own.resourceGuid),
    etag: text(resource.etag),
    other: otherProperties(own),
  });
}

/** Properties with a field of their own in the row, and resource fields that the flattened format puts beside them. */
const KNOWN_PROPERTIES: ReadonlySet<string> = new Set([
  'allowForwardedTraffic',
  'allowGatewayTransit',
  'allowVirtualNetworkAccess',
  'doNotVerifyRemoteGateways',
  'enableOnlyIPv6Peering',
  'localAddressSpace',
  'localSubnetNames',
  'localVirtualNetworkAddressSpace',
  'peerCompleteVnets',
  'peeringState',
  'peeringSyncLevel',
  'provisioningState',
  'remoteAddressSpace',
  'remoteSubnetNames',
  'remoteVirtualNetwork',
  'remoteVirtualNetworkAddressSpace',
  'resourceGuid',
  'useRemoteGateways',
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
  const own = properties(resource);
  const prefix = text(own.addressPrefix);
  const prefixes = texts(own.addressPrefixes);
  return trim<SubnetRow>({
    name: text(resource.name) ?? '',
    prefixes: prefixes && prefixes.length > 0 ? prefixes : prefix === undefined ? [] : [prefix],
    routeTableId: idOf(own.routeTable),
    networkSecurityGroupId: idOf(own.networkSecurityGroup),
  });
}

const prefixesOf = (addressSpace: unknown): readonly string[] | undefined => texts(object(addressSpace).addressPrefixes);

function toTags(value: unknown): Readonly<Record<string, string>> | undefined {
  const pairs = Object.entries(object(value)).flatMap(([name, tag]) => (tag === null || tag === undefined ? [] : [[name, String(tag)]]));
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
