import { vnetIdOfSubnet } from '../../arm/index.ts';
import { formatCount } from '../format-number.ts';
import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

export const networkSecurityGroups = defineVNetKind({
  armType: 'Microsoft.Network/networkSecurityGroups',
  label: 'network security groups',
  isInSubscriptionOfVNet: true,
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    subnetIds: 'ids',
    /** Rules without the default ones. Singular and plural properties of ARM are merged. */
    rules: {
      each: {
        name: 'rule-name',
        priority: 'number',
        direction: 'text',
        access: 'text',
        protocol: 'text',
        sources: 'prefixes',
        /** Application security groups. */
        sourceGroupIds: 'ids',
        sourcePorts: 'texts',
        destinations: 'prefixes',
        destinationGroupIds: 'ids',
        destinationPorts: 'texts',
      },
    },
  },
  vnetsOf: ({ subnetIds }) => subnetIds.map(vnetIdOfSubnet),
  filters: [
    {
      word: 'nsg',
      means: 'a network security group on a subnet',
      isShownBy: ({ subnets }) => subnets.some(({ networkSecurityGroupId }) => networkSecurityGroupId !== undefined),
    },
  ],
  section: {
    title: 'Network security groups',
    details: ({ rules }) => [formatCount(rules.length, 'rule')],
  },
});

export type NetworkSecurityGroupRow = RowOf<typeof networkSecurityGroups.fields>;
export type SecurityRuleRow = NetworkSecurityGroupRow['rules'][number];
