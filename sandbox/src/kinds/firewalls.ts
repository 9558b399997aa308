import type { FirewallRow } from '@peerscape/shared/topology';
import { publicAddressOf, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';

export const firewalls: ResourceKind = {
  group: 'AzureFirewalls',
  type: 'azureFirewalls',
  listInSubscription: 'ListAll',
  fromRows: (rows) => rows.firewalls.map((row) => ({ id: row.id, ...toFirewall(row) })),
};

/** Converts a row to an Azure Firewall in its subnet. */
function toFirewall(row: FirewallRow): SeededContent {
  const subnet = subnetOf(row.vnetId, 'AzureFirewallSubnet');
  return {
    properties: {
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
            subnet,
          },
        },
      ],
      networkRuleCollections: [],
      applicationRuleCollections: [],
      natRuleCollections: [],
    },
  };
}
