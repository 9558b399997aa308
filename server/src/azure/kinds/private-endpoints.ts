import type { PrivateEndpointRow } from '@peerscape/shared/topology';
import { asObject, asObjects, asString, asStrings, idOf, idsOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, ipConfigurationsOf, NETWORK_VERSION, privateIpOf, vnetOfSubnet } from './arm-kind.ts';

export const privateEndpoints: ArmKind<'privateEndpoints'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    const subnetId = idOf(own.subnet);
    const vnetId = vnetOfSubnet(subnetId);
    if (id === undefined || subnetId === undefined || vnetId === undefined) return undefined;
    return omitUndefined<PrivateEndpointRow>({
      id,
      vnetId,
      subnetId,
      interfaceIds: idsOf(own.networkInterfaces),
      addresses: addressesOf(resource),
      status: statusOf(own),
    });
  },
  list: { title: 'Private endpoints', apiVersion: NETWORK_VERSION },
};

/** Returns the static addresses of an endpoint, or those that Azure suggests for DNS, of which several names can have the same. */
function addressesOf(resource: Wire): readonly string[] {
  const configured = ipConfigurationsOf(resource).flatMap((one) => privateIpOf(one) ?? []);
  const forDns = asObjects(propertiesOf(resource).customDnsConfigs).flatMap(({ ipAddresses }) => asStrings(ipAddresses) ?? []);
  return [...new Set(configured.length > 0 ? configured : forDns)];
}

/** Returns the state of the connection of an endpoint; it has one, which is approved automatically or by hand. */
function statusOf(own: Wire): string | undefined {
  const [connection] = [...asObjects(own.privateLinkServiceConnections), ...asObjects(own.manualPrivateLinkServiceConnections)];
  return connection && asString(asObject(propertiesOf(connection).privateLinkServiceConnectionState).status);
}
