import { resourceKey } from '@peerscape/shared/arm';
import { parseAddress } from '@peerscape/shared/net';
import type { ApplianceRow, LoadBalancerRow } from '@peerscape/shared/topology';
import { prefixWith } from '../addressing/addresses.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn } from './ip-configurations.ts';
import { type Part, partBodiesOf, selectProperties } from './parts.ts';
import { type Draft, type Properties, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';
import { isVirtualNetworkAppliance } from './virtual-network-appliances.ts';

/** Lists of references in an IP configuration that make it a member of something. */
const MEMBERSHIPS = [
  'applicationSecurityGroups',
  'loadBalancerBackendAddressPools',
  'loadBalancerInboundNatRules',
  'applicationGatewayBackendAddressPools',
];

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  extendedLocation: 'any',
  properties: {
    ipConfigurations: [
      {
        ...RESOURCE_SHAPE,
        properties: {
          ...IP_CONFIGURATION_SHAPE,
          primary: 'boolean',
          ...Object.fromEntries(MEMBERSHIPS.map((name) => [name, [EMBEDDED_REFERENCE_SHAPE]] as const)),
          privateLinkConnectionProperties: 'any',
        },
      },
    ],
    networkSecurityGroup: EMBEDDED_REFERENCE_SHAPE,
    dnsSettings: {
      dnsServers: ['string'],
      appliedDnsServers: ['string'],
      internalDnsNameLabel: 'string',
      internalFqdn: 'string',
      internalDomainNameSuffix: 'string',
    },
    enableAcceleratedNetworking: 'boolean',
    enableIPForwarding: 'boolean',
    disableTcpStateTracking: 'boolean',
    auxiliaryMode: 'string',
    auxiliarySku: 'string',
    nicType: 'string',
    macAddress: 'string',
    primary: 'boolean',
    privateEndpoint: 'any',
    vnetEncryptionSupported: 'boolean',
    hostedWorkloads: 'any',
    tapConfigurations: 'any',
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

export const networkInterfaces: ResourceKind = {
  group: 'NetworkInterfaces',
  type: 'networkInterfaces',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  versions: {
    properties: {
      hostedWorkloads: '2018-10-01',
      tapConfigurations: '2018-10-01',
      nicType: '2020-03-01',
      vnetEncryptionSupported: '2021-08-01',
      auxiliaryMode: '2021-08-01',
      disableTcpStateTracking: '2022-07-01',
      auxiliarySku: '2022-11-01',
    },
  },
  write: { body: SHAPE, takes: 'resource', isImmediate: () => true, build: buildInterface, deletionProblem },
  children: [{ group: 'NetworkInterfaceIPConfigurations', property: 'ipConfigurations' }],
  view: (store, resource) => {
    const { dnsSettings, ...properties } = resource.properties;
    const suffix = domainSuffix(store, resource);
    return {
      ...properties,
      dnsSettings: { ...(dnsSettings as Properties), appliedDnsServers: [], ...(suffix && { internalDomainNameSuffix: suffix }) },
      hostedWorkloads: [],
      tapConfigurations: [],
    };
  },
  fromRows: (rows, store) =>
    rows.appliances
      .filter((row) => !isVirtualNetworkAppliance(row))
      .map((row) => ({ id: row.id, ...toNetworkInterface(store, row, rows.loadBalancers) })),
};

/** Returns the DNS suffix that Azure gives to the interfaces in a VNet. */
function domainSuffix(store: Store, { inVNet }: StoredResource): string | undefined {
  const vnet = inVNet && store.vnets.get(inVNet);
  return vnet && `${vnet.resourceGuid.replace(/-/g, '').slice(0, 26)}.bx.internal.cloudapp.net`;
}

/** Builds a network interface; private endpoints have one too. */
export function buildInterface(store: Store, draft: Draft) {
  const { properties } = draft;
  const bodies = partBodiesOf(draft, 'ipConfigurations').map((body) => body.properties);
  const primary = bodies.find((body) => body?.primary === true) ?? bodies[0];
  const built = buildIpConfigurations(store, draft, 'ipConfigurations', {
    more: (body) => ({
      primary: body === primary,
      privateIPAddressVersion: body.privateIPAddressVersion ?? 'IPv4',
      ...memberships(body),
    }),
  });
  if ('kind' in built) return built;
  const problem = configurationsProblem(draft, built.parts, bodies);
  if (problem) return problem;
  const networkSecurityGroup = referenceIn(properties.networkSecurityGroup);
  const { dnsServers = [], internalDnsNameLabel } = (properties.dnsSettings ?? {}) as Properties;
  return {
    properties: {
      ipConfigurations: built.parts,
      dnsSettings: { dnsServers, ...(internalDnsNameLabel !== undefined && { internalDnsNameLabel }) },
      enableAcceleratedNetworking: properties.enableAcceleratedNetworking ?? false,
      vnetEncryptionSupported: false,
      enableIPForwarding: properties.enableIPForwarding ?? false,
      disableTcpStateTracking: properties.disableTcpStateTracking ?? false,
      ...(networkSecurityGroup && { networkSecurityGroup }),
      nicType: properties.nicType ?? 'Standard',
      auxiliaryMode: properties.auxiliaryMode ?? 'None',
      auxiliarySku: properties.auxiliarySku ?? 'None',
      ...selectProperties(draft.before?.properties ?? {}, ['privateEndpoint']),
    },
  };
}

/** Returns the references to what the configuration is a member of. */
const memberships = (body: Properties): Properties =>
  Object.fromEntries(
    MEMBERSHIPS.flatMap((name) => {
      const references = ((body[name] ?? []) as readonly unknown[]).flatMap((each) => referenceIn(each) ?? []);
      return references.length === 0 ? [] : [[name, references]];
    }),
  );

/** Returns the error for the configurations as a whole: there is at least one, one is primary, and all are in one subnet. */
function configurationsProblem(
  { id, name }: Draft,
  parts: readonly Part[],
  bodies: readonly (Properties | undefined)[],
): ArmError | undefined {
  if (parts.length === 0)
    return networkError(
      400,
      'NetworkInterfaceMustHaveAtLeastOneIpConfiguration',
      `Network interface ${id} must have at least one IP configuration.`,
    );
  if (bodies.filter((body) => body?.primary === true).length > 1)
    return networkError(
      400,
      'NetworkInterfaceMustHaveExactlyOnePrimaryIpConfiguration',
      `Network interface ${id} must have exactly one primary IP configuration.`,
    );
  const subnets = new Set(parts.map(({ properties }) => resourceKey(referenceIn(properties.subnet)?.id ?? '')));
  if (subnets.size > 1)
    return networkError(
      400,
      'IpConfigurationsOnSameNicCannotUseDifferentSubnets',
      `IP configurations on network interface ${name} cannot use different subnets.`,
    );
  return undefined;
}

function deletionProblem(_store: Store, { id, properties }: StoredResource): ArmError | undefined {
  const endpoint = referenceIn(properties.privateEndpoint);
  if (!endpoint) return undefined;
  return networkError(
    400,
    'NicInUseWithPrivateEndpoint',
    `Network interface ${id} cannot be deleted because it is currently in use with an private endpoint (${endpoint.id}).`,
  );
}

/** Converts a row to the network interface of a network virtual appliance, with IP forwarding, in the subnet that contains its first address. */
function toNetworkInterface(store: Store, row: ApplianceRow, loadBalancers: readonly LoadBalancerRow[]): SeededContent {
  const first = parseAddress(row.privateIps[0] ?? '');
  const containing = store.vnets
    .get(resourceKey(row.vnetId))
    ?.subnets.find(({ prefixes }) => first.ok && prefixWith(prefixes, first.value) !== undefined);
  const subnet = subnetOf(row.vnetId, containing?.name ?? 'default');
  const own = new Set(row.configurations.map(({ id }) => id));
  const backends = loadBalancers.flatMap((balancer) => balancer.backends);
  const pools = backends.filter(({ configurationId }) => configurationId !== undefined && own.has(configurationId));
  return {
    properties: {
      ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({
        name: i === 0 ? 'default' : `ip-${i + 1}`,
        properties: {
          privateIPAddress,
          privateIPAllocationMethod: 'Static',
          subnet,
          primary: i === 0,
          privateIPAddressVersion: privateIPAddress.includes(':') ? 'IPv6' : 'IPv4',
          ...(i === 0 && pools.length > 0 && { loadBalancerBackendAddressPools: pools.map(({ poolId }) => ({ id: poolId })) }),
        },
      })),
      enableIPForwarding: true,
    },
  };
}
