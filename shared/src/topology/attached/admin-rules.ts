import { defineVNetKind } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Security admin rules of Azure Virtual Network Manager, taken as deployed. */
export const adminRules = defineVNetKind({
  armType: 'Microsoft.Network/networkManagers/securityAdminConfigurations/ruleCollections/rules',
  label: 'security admin rules',
  isOnlyForPaths: true,
  fields: {
    id: 'id',
    name: 'rule-name',
    /** Static members of the network groups that its collection applies to. */
    vnetIds: 'ids',
    priority: 'number',
    direction: 'text',
    /** Allow, Deny or AlwaysAllow. */
    access: 'text',
    protocol: 'text',
    /** Prefixes and service tags, or ids of network groups. */
    sources: 'prefixes',
    sourcePorts: 'texts',
    destinations: 'prefixes',
    destinationPorts: 'texts',
  },
  vnetsOf: ({ vnetIds }) => vnetIds,
});

export type AdminRuleRow = RowOf<typeof adminRules.fields>;
