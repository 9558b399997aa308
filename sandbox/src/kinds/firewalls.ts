import type { FirewallRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceBody, type ResourceKind, subnetOf } from './resource-kind.ts';

export const firewalls: ResourceKind = {
  types: [{ group: 'AzureFirewalls', type: 'azureFirewalls', listInSubscription: 'ListAll' }],
  resourcesOf: (rows) => rows.firewalls.map((row) => ({ id: row.id, vnetId: row.vnetId, ...toFirewall(row) })),
};

/** Converts a row to an Azure Firewall in its subnet. */
function toFirewall(row: FirewallRow): ResourceBody {
  const subnet = subnetOf(row.vnetId, 'AzureFirewallSubnet');
  return {
    type: 'Microsoft.Network/azureFirewalls',
    inSubnet: subnet.key,
    properties: {
      provisioningState: 'Succeeded',
      sku: { name: 'AZFW_VNet', tier: row.sku ?? 'Standard' },
      threatIntelMode: 'Alert',
      ipConfigurations: [
        {
          name: 'default',
          id: `${row.id}/azureFirewallIpConfigurations/default`,
          properties: {
            provisioningState: 'Succeeded',
            ...(row.privateIp && { privateIPAddress: row.privateIp }),
            privateIPAllocationMethod: 'Dynamic',
            publicIPAddress: publicAddressOf(row.id),
            subnet: { id: subnet.id },
          },
        },
      ],
      networkRuleCollections: [],
      applicationRuleCollections: [],
      natRuleCollections: [],
    },
  };
}
