import type { HalfRow, SubnetRow, VNetRow } from '@peerscape/shared/topology';
import { flag, idOf, object, objects, properties, text, texts, trim, type Wire } from './wire.ts';

/** A `virtualNetworks` resource; undefined when it has no id and so cannot be spoken of. */
export function vnetRow(resource: Wire): VNetRow | undefined {
  const id = text(resource.id);
  if (id === undefined) return undefined;
  const own = properties(resource);
  return trim<VNetRow>({
    id,
    location: text(resource.location) ?? '',
    tags: tags(resource.tags),
    addressSpace: prefixes(own.addressSpace) ?? [],
    subnets: objects(own.subnets).map(subnetRow),
    dnsServers: texts(object(own.dhcpOptions).dnsServers),
    etag: text(resource.etag),
    resourceGuid: text(own.resourceGuid),
    provisioningState: text(own.provisioningState),
  });
}

/** The halves that a VNet holds; one without an id or without a remote is no half. */
export const halfRows = (vnet: Wire): readonly HalfRow[] =>
  objects(properties(vnet).virtualNetworkPeerings)
    .map(halfRow)
    .filter((row) => row !== undefined);

/** A `virtualNetworkPeerings` resource. Defaults for absent flags are those that Azure applies. */
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
    remoteLearned: prefixes(own.remoteAddressSpace),
    remoteCurrent: prefixes(own.remoteVirtualNetworkAddressSpace),
    localLearned: prefixes(own.localAddressSpace),
    localCurrent: prefixes(own.localVirtualNetworkAddressSpace),
    provisioningState: text(own.provisioningState),
    resourceGuid: text(own.resourceGuid),
    etag: text(resource.etag),
    other: otherProperties(own),
  });
}

/** What the row has a word for, and what surrounds the properties in the flattened form. */
const KNOWN: ReadonlySet<string> = new Set([
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
  const rest = Object.entries(own).filter(([name]) => !KNOWN.has(name));
  return rest.length > 0 ? Object.fromEntries(rest) : undefined;
}

/** Old subnets have `addressPrefix`, newer and dual-stack ones `addressPrefixes`; some have both. */
function subnetRow(resource: Wire): SubnetRow {
  const own = properties(resource);
  const one = text(own.addressPrefix);
  const many = texts(own.addressPrefixes);
  return trim<SubnetRow>({
    name: text(resource.name) ?? '',
    prefixes: many && many.length > 0 ? many : one === undefined ? [] : [one],
    routeTableId: idOf(own.routeTable),
    networkSecurityGroupId: idOf(own.networkSecurityGroup),
  });
}

const prefixes = (addressSpace: unknown): readonly string[] | undefined => texts(object(addressSpace).addressPrefixes);

function tags(value: unknown): Readonly<Record<string, string>> | undefined {
  const pairs = Object.entries(object(value)).flatMap(([name, tag]) => (tag === null || tag === undefined ? [] : [[name, String(tag)]]));
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
