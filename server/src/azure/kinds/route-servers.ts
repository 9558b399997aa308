import { asBoolean, asNumber, asObjects, asString, idOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, locate, vnetOfSubnet } from './arm-kind.ts';

/** Returns the id of the virtual hub of a child. */
export const hubIdOf = (childId: string): string => childId.replace(/\/[^/]+\/[^/]+$/, '');

/**
 * Virtual hubs with an IP configuration in a RouteServerSubnet; that of a Virtual WAN has none. Azure returns the configuration as a resource of
 * its own, and its id in the subnet.
 */
export const routeServers: ArmKind<'routeServers'> = {
  toRow: locate,
  toDetails: (resource) => {
    const own = propertiesOf(resource);
    return omitUndefined({
      branchToBranch: asBoolean(own.allowBranchToBranchTraffic),
      asn: asNumber(own.virtualRouterAsn),
      routingPreference: asString(own.hubRoutingPreference),
      peerIds: Array.isArray(own.bgpConnections) ? asObjects(own.bgpConnections).flatMap(({ id }) => asString(id) ?? []) : undefined,
    });
  },
  subnet: { name: 'RouteServerSubnet', toRow: (found) => found },
  also: [{ armType: 'Microsoft.Network/virtualHubs/ipConfigurations', isOnlyInFiles: true, toRow: fromConfiguration }],
};

function fromConfiguration(resource: Wire) {
  const id = asString(resource.id);
  const vnetId = vnetOfSubnet(idOf(propertiesOf(resource).subnet));
  return id === undefined || vnetId === undefined ? undefined : { id: hubIdOf(id), vnetId };
}
