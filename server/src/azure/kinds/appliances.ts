import { asBoolean, propertiesOf } from '../wire.ts';
import { type ArmKind, locate, NETWORK_VERSION, privateIpsOf } from './arm-kind.ts';

/** Network interfaces with IP forwarding enabled, and virtual network appliances, which forward without an interface. */
export const appliances: ArmKind<'appliances'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const forwards = asBoolean(own.enableIPForwarding) ?? asBoolean(own.enableIpForwarding) ?? false;
    const place = locate(resource);
    return forwards && place ? { ...place, privateIps: privateIpsOf(resource) } : undefined;
  },
  condition: 'properties.enableIPForwarding == true',
  list: { title: 'Network interfaces', apiVersion: NETWORK_VERSION },
  also: [
    {
      armType: 'Microsoft.Network/virtualNetworkAppliances',
      toRow: (resource) => {
        const place = locate(resource);
        return place && { ...place, privateIps: privateIpsOf(resource) };
      },
      list: { title: 'Virtual network appliances', apiVersion: NETWORK_VERSION },
    },
  ],
};
