import type { SecurityRuleRow } from '@peerscape/shared/topology';
import { asNumber, asObjects, asString, asStrings, idsOf, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';

export const networkSecurityGroups: ArmKind<'networkSecurityGroups'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    return id === undefined ? undefined : { id, subnetIds: idsOf(own.subnets), rules: asObjects(own.securityRules).map(toRule) };
  },
  list: { title: 'Network security groups', apiVersion: NETWORK_VERSION },
};

function toRule(resource: Wire): SecurityRuleRow {
  const own = propertiesOf(resource);
  return {
    name: asString(resource.name) ?? '',
    priority: asNumber(own.priority) ?? 0,
    direction: asString(own.direction) ?? 'Unknown',
    access: asString(own.access) ?? 'Unknown',
    protocol: asString(own.protocol) ?? 'Unknown',
    sources: both(own.sourceAddressPrefix, own.sourceAddressPrefixes),
    sourceGroupIds: idsOf(own.sourceApplicationSecurityGroups),
    sourcePorts: both(own.sourcePortRange, own.sourcePortRanges),
    destinations: both(own.destinationAddressPrefix, own.destinationAddressPrefixes),
    destinationGroupIds: idsOf(own.destinationApplicationSecurityGroups),
    destinationPorts: both(own.destinationPortRange, own.destinationPortRanges),
  };
}

/** Returns the values of a property that ARM has in the singular and in the plural. */
const both = (one: unknown, many: unknown): readonly string[] => [...[asString(one) ?? []].flat(), ...(asStrings(many) ?? [])];
