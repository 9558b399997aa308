import { asString, idsOf, propertiesOf } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';

const PUBLIC = ['publicIpAddresses', 'publicIpAddressesV6', 'publicIpPrefixes', 'publicIpPrefixesV6'];

export const natGateways: ArmKind<'natGateways'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    return id === undefined ? undefined : { id, publicIpIds: PUBLIC.flatMap((list) => idsOf(own[list])), subnetIds: idsOf(own.subnets) };
  },
  list: { title: 'NAT gateways', apiVersion: NETWORK_VERSION },
};
