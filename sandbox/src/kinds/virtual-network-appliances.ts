import type { ApplianceRow } from '@peerscape/shared/topology';
import type { Shape } from '../arm/shape.ts';
import type { Store } from '../store/store.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn } from './ip-configurations.ts';
import { partBodiesOf } from './parts.ts';
import { type Draft, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

/** Returns whether a row is a virtual network appliance, and not a network interface. */
export const isVirtualNetworkAppliance = (row: ApplianceRow): boolean => /\/virtualNetworkAppliances\/[^/]+$/i.test(row.id);

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    bandwidthInGbps: 'string',
    privateIPAddressVersion: 'string',
    subnet: EMBEDDED_REFERENCE_SHAPE,
    ipConfigurations: [{ ...RESOURCE_SHAPE, properties: { ...IP_CONFIGURATION_SHAPE, primary: 'boolean' } }],
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

export const virtualNetworkAppliances: ResourceKind = {
  group: 'VirtualNetworkAppliances',
  type: 'virtualNetworkAppliances',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  write: { body: SHAPE, takes: 'firewall', build: buildAppliance },
  fromRows: (rows) => rows.appliances.filter(isVirtualNetworkAppliance).map((row) => ({ id: row.id, ...toVirtualNetworkAppliance(row) })),
};

const SUBNET = 'VirtualNetworkApplianceSubnet';

/** Builds an appliance. Its subnet is its own, and its IP configurations, which are read-only, do not repeat it (template reference, API 2025-07-01). */
function buildAppliance(store: Store, draft: Draft) {
  const { subnet, bandwidthInGbps = '50', privateIPAddressVersion = 'IPv4' } = draft.properties;
  const sent = partBodiesOf(draft, 'ipConfigurations');
  const configurations = (sent.length > 0 ? sent : [{ name: 'ip-1', properties: {} }]).map(({ name, properties }, i) => ({
    name,
    properties: { ...properties, subnet, primary: i === 0, privateIPAddressVersion },
  }));
  const whole: Draft = { ...draft, properties: { ...draft.properties, ipConfigurations: configurations } };
  const built = buildIpConfigurations(store, whole, 'ipConfigurations', {
    subnetName: SUBNET,
    more: ({ primary }) => ({ primary, privateIPAddressVersion }),
  });
  if ('kind' in built) return built;
  return {
    properties: {
      bandwidthInGbps,
      privateIPAddressVersion,
      subnet: referenceIn(subnet),
      ipConfigurations: built.parts.map(({ properties: { subnet: _, ...own }, ...part }) => ({ ...part, properties: own })),
    },
  };
}

const toVirtualNetworkAppliance = (row: ApplianceRow): SeededContent => ({
  properties: {
    subnet: subnetOf(row.vnetId, SUBNET),
    ipConfigurations: row.privateIps.map((privateIPAddress, i) => ({ name: `ip-${i + 1}`, properties: { privateIPAddress } })),
  },
});
