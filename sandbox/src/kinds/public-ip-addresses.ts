import { vnetIdOfSubnet } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, publicAddressOf, type ResourceKind, referrers, type SeededResource } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOURCE_SHAPE, SKU_SHAPE } from './shapes.ts';

export const publicIpAddresses: ResourceKind = {
  group: 'PublicIPAddresses',
  type: 'publicIPAddresses',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  versions: { sku: ['2017-08-01', { tier: '2020-07-01' }], properties: { ipTags: '2018-02-01' } },
  write: {
    body: {
      ...RESOURCE_SHAPE,
      sku: SKU_SHAPE,
      zones: ['string'],
      extendedLocation: 'any',
      properties: {
        publicIPAllocationMethod: 'string',
        publicIPAddressVersion: 'string',
        ipConfiguration: 'any',
        dnsSettings: { domainNameLabel: 'string', domainNameLabelScope: 'string', fqdn: 'string', reverseFqdn: 'string' },
        ddosSettings: 'any',
        ipTags: 'any',
        ipAddress: 'string',
        publicIPPrefix: REFERENCE_SHAPE,
        idleTimeoutInMinutes: 'number',
        deleteOption: 'string',
        natGateway: 'any',
        resourceGuid: 'string',
        provisioningState: 'string',
      },
    },
    takes: 'resource',
    retryAfter: 1,
    build: buildAddress,
    deletionProblem: refuseWhileUsed({
      code: 'PublicIPAddressCannotBeDeleted',
      message: ({ id }, user) =>
        `Public IP address ${id} can not be deleted since it is still allocated to resource ${user}. In order to delete the public IP, disassociate/detach the Public IP address from the resource. To learn how to do this, see aka.ms/deletepublicip.`,
    }),
  },
  view: (store, resource) => {
    const [user] = usersOf(store, resource);
    const { ipAddress, ...properties } = resource.properties;
    return { ...properties, ...(ipAddress !== undefined && !resource.isNew && { ipAddress }), ...(user && { ipConfiguration: user }) };
  },
  fromRows: (rows) => ownersOf(rows).map(toAddress),
};

const usersOf = (store: Store, { key }: StoredResource) => referrers(store, key, /./);

/** Version of the IP addresses by `publicIPAddressVersion`. */
const VERSIONS = ['IPv4', 'IPv6'];
const METHODS = ['Static', 'Dynamic'];
const SKUS = ['Basic', 'Standard', 'StandardV2'];

function buildAddress(store: Store, { name, location, before, properties, body }: Draft) {
  const sku = { name: 'Basic', tier: 'Regional', ...(body.sku as Readonly<Record<string, unknown>> | undefined) };
  const method = canonicalCase(properties.publicIPAllocationMethod ?? 'Dynamic', METHODS);
  const version = canonicalCase(properties.publicIPAddressVersion ?? 'IPv4', VERSIONS);
  if (!SKUS.includes(String(sku.name)) || !VERSIONS.includes(String(version)) || !METHODS.includes(String(method)))
    return networkError(400, 'InvalidRequestFormat', 'Cannot parse the request.');
  if (sku.name !== 'Basic' && method !== 'Static') {
    return networkError(
      400,
      'StandardSkuPublicIPAddressMustBeStatic',
      `Standard sku publicIp ${name} must have AllocationMethod set to Static.`,
    );
  }
  return {
    topLevelProperties: { sku, ...selectProperties(body, ['zones']) },
    properties: {
      ...(method === 'Static' && { ipAddress: before?.properties.ipAddress ?? nextAddress(store, String(version)) }),
      publicIPAddressVersion: version,
      publicIPAllocationMethod: method,
      idleTimeoutInMinutes: properties.idleTimeoutInMinutes ?? 4,
      ...dnsSettings(properties.dnsSettings as DnsSettings | undefined, location),
      ...selectProperties(properties, ['ddosSettings', 'publicIPPrefix', 'deleteOption']),
      ipTags: properties.ipTags ?? [],
    },
  };
}

interface DnsSettings {
  readonly domainNameLabel?: string;
}

/** Returns the DNS settings with the name that Azure gives to an address with a label. */
function dnsSettings(settings: DnsSettings | undefined, location: string | undefined) {
  if (!settings) return {};
  const { domainNameLabel: label } = settings;
  return { dnsSettings: { ...settings, ...(label !== undefined && { fqdn: `${label}.${location}.cloudapp.azure.com` }) } };
}

/** Returns the next unused address of 198.18.0.0/15 or 2001:2::/48, which are reserved for tests (RFC 2544, RFC 5180). */
function nextAddress(store: Store, version: string): string {
  const addresses = store.resourcesOfType('Microsoft.Network/publicIPAddresses');
  const taken = new Set(addresses.map(({ properties }) => properties.ipAddress));
  for (let n = addresses.length + 1; ; n++) {
    const address =
      version === 'IPv6' ? `2001:2::${n.toString(16)}` : `198.${18 + (Math.floor(n / 65_536) % 2)}.${Math.floor(n / 256) % 256}.${n % 256}`;
    if (!taken.has(address)) return address;
  }
}

/** Creates the error for a resource that would use the public address of another. */
export const publicAddressInUse = (user: string, address: string, holder: string): ArmError =>
  networkError(
    400,
    'PublicIPAddressInUse',
    `Resource ${user} is referencing public IP address ${address} that is already allocated to resource ${holder}.`,
  );

/** Returns the resources of a fixture that have a public address. */
const ownersOf = ({ gateways, firewalls, bastionHosts, natGateways }: TopologyRows) => [
  ...gateways,
  ...firewalls,
  ...bastionHosts,
  ...natGateways.map(({ id, subnetIds: [subnetId = ''] }) => ({ id, vnetId: vnetIdOfSubnet(subnetId) })),
];

const toAddress = ({ id, vnetId }: { readonly id: string; readonly vnetId: string }): SeededResource => ({
  id: publicAddressOf(id).id,
  locatedWith: vnetId,
  topLevelProperties: { sku: { name: 'Standard', tier: 'Regional' }, zones: ['1', '2', '3'] },
  properties: { publicIPAllocationMethod: 'Static' },
});
