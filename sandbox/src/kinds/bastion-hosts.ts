import type { BastionHostRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

export const bastionHosts: ResourceKind = {
  group: 'BastionHosts',
  type: 'bastionHosts',
  listInSubscription: 'List',
  fromRows: (rows) => rows.bastionHosts.map((row) => ({ id: row.id, ...toBastionHost(row) })),
};

/** Converts a row to a Bastion host in its subnet. ARM returns its SKU beside the properties, not among them. */
function toBastionHost(row: BastionHostRow): SeededContent {
  const subnet = subnetOf(row.vnetId, 'AzureBastionSubnet');
  return {
    topLevelProperties: { sku: { name: row.sku ?? 'Standard' } },
    properties: {
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
            subnet,
          },
        },
      ],
    },
  };
}
