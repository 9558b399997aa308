import type { BastionHostRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceBody, type ResourceKind, subnetOf } from './resource-kind.ts';

export const bastionHosts: ResourceKind = {
  types: [{ group: 'BastionHosts', type: 'bastionHosts', listInSubscription: 'List' }],
  resourcesOf: (rows) => rows.bastionHosts.map((row) => ({ id: row.id, vnetId: row.vnetId, ...toBastionHost(row) })),
};

/** Converts a row to a Bastion host in its subnet. ARM returns its SKU beside the properties, not among them. */
function toBastionHost(row: BastionHostRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'AzureBastionSubnet');
  return {
    type: 'Microsoft.Network/bastionHosts',
    inSubnet: subnet.key,
    topLevelProperties: { sku: { name: row.sku ?? 'Standard' } },
    properties: {
      provisioningState: 'Succeeded',
      scaleUnits: 2,
      disableCopyPaste: false,
      enableFileCopy: false,
      enableIpConnect: false,
      enableKerberos: false,
      enablePrivateOnlyBastion: false,
      enableSessionRecording: false,
      enableShareableLink: false,
      enableTunneling: false,
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/bastionHostIpConfigurations/default`,
          type: 'Microsoft.Network/bastionHosts/bastionHostIpConfigurations',
          properties: {
            provisioningState: 'Succeeded',
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: publicAddressOf(row.id),
            subnet: { id: subnet.id },
          },
        },
      ],
    },
  };
}
