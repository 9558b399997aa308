import type { InterfaceRow } from '@peerscape/shared/topology';
import { asBoolean, idOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, configurationsOf, locate, NETWORK_VERSION, privateIpsOf } from './arm-kind.ts';

const forwards = (resource: Wire): boolean => {
  const own = propertiesOf(resource);
  return asBoolean(own.enableIPForwarding) ?? asBoolean(own.enableIpForwarding) ?? false;
};

/** Converts a network interface; undefined if it is in no VNet. */
function toInterface(resource: Wire): InterfaceRow | undefined {
  const own = propertiesOf(resource);
  const place = locate(resource);
  return (
    place &&
    omitUndefined<InterfaceRow>({
      ...place,
      configurations: configurationsOf(resource),
      machineId: idOf(own.virtualMachine),
      networkSecurityGroupId: idOf(own.networkSecurityGroup),
      isPrimary: asBoolean(own.primary),
      privateEndpointId: idOf(own.privateEndpoint),
    })
  );
}

/** Network interfaces with IP forwarding enabled, and virtual network appliances, which forward without an interface. */
export const appliances: ArmKind<'appliances'> = {
  toRow: (resource) => {
    const row = forwards(resource) ? toInterface(resource) : undefined;
    if (!row) return undefined;
    const { privateEndpointId: _, ...rest } = row;
    return { ...rest, privateIps: privateIpsOf(resource) };
  },
  condition: 'properties.enableIPForwarding == true',
  list: { title: 'Network interfaces', apiVersion: NETWORK_VERSION },
  also: [
    {
      armType: 'Microsoft.Network/virtualNetworkAppliances',
      toRow: (resource) => {
        const place = locate(resource);
        return place && { ...place, privateIps: privateIpsOf(resource), configurations: configurationsOf(resource) };
      },
      list: { title: 'Virtual network appliances', apiVersion: NETWORK_VERSION },
    },
  ],
};

/** The other network interfaces, listed with the appliances. Most belong to machines, of which an estate can have many thousands. */
export const interfaces: ArmKind<'interfaces'> = {
  toRow: (resource) => (forwards(resource) ? undefined : toInterface(resource)),
  condition: 'isnotnull(properties.privateEndpoint)',
};
