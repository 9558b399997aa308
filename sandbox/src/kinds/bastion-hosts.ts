import type { BastionHostRow } from '@peerscape/shared/topology';
import { networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store } from '../store/store.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE } from './ip-configurations.ts';
import { selectProperties } from './parts.ts';
import { type Draft, type Properties, publicAddressOf, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';
import { RESOURCE_SHAPE, SKU_SHAPE } from './shapes.ts';

/** Features of a host, all off unless a body turns them on. */
const FEATURES = [
  'disableCopyPaste',
  'enableFileCopy',
  'enableIpConnect',
  'enableKerberos',
  'enablePrivateOnlyBastion',
  'enableSessionRecording',
  'enableShareableLink',
  'enableTunneling',
];

const SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  sku: SKU_SHAPE,
  zones: ['string'],
  properties: {
    ...Object.fromEntries(FEATURES.map((name) => [name, 'boolean'] as const)),
    ipConfigurations: [{ ...RESOURCE_SHAPE, properties: IP_CONFIGURATION_SHAPE }],
    dnsName: 'string',
    scaleUnits: 'number',
    networkAcls: 'any',
    provisioningState: 'string',
  },
};

export const bastionHosts: ResourceKind = {
  group: 'BastionHosts',
  type: 'bastionHosts',
  listInSubscription: 'List',
  write: { body: SHAPE, takes: 'firewall', build: buildHost },
  view: (_store, { resourceGuid, properties }) => ({ ...properties, dnsName: `bst-${resourceGuid}.bastion.azure.com` }),
  fromRows: (rows) => rows.bastionHosts.map((row) => ({ id: row.id, ...toBastionHost(row) })),
};

const SUBNET = 'AzureBastionSubnet';

/** Builds a host in its own subnet. Those of the Developer SKU, which share one of Azure's, are not served. */
function buildHost(store: Store, draft: Draft) {
  const built = buildIpConfigurations(store, draft, 'ipConfigurations', {
    type: 'bastionHostIpConfigurations',
    subnetName: SUBNET,
    longestPrefix: 26,
    hidesPrivateAddress: true,
  });
  if ('kind' in built) return built;
  const { properties } = draft;
  if (built.parts.length !== 1)
    return networkError(400, 'BastionHostInvalidIpConfigurations', `Bastion host ${draft.id} must have exactly one IP configuration.`);
  return {
    topLevelProperties: {
      sku: { name: 'Standard', ...(draft.body.sku as Properties | undefined) },
      ...selectProperties(draft.body, ['zones']),
    },
    properties: {
      scaleUnits: properties.scaleUnits ?? 2,
      ...Object.fromEntries(FEATURES.map((name) => [name, properties[name] ?? false])),
      ...selectProperties(properties, ['networkAcls']),
      ipConfigurations: built.parts,
    },
  };
}

/** Converts a row to the body of a Bastion host in its subnet. */
const toBastionHost = (row: BastionHostRow): SeededContent => ({
  topLevelProperties: { sku: { name: row.sku ?? 'Standard' } },
  properties: {
    ipConfigurations: [{ name: 'default', properties: { publicIPAddress: publicAddressOf(row.id), subnet: subnetOf(row.vnetId, SUBNET) } }],
  },
});
