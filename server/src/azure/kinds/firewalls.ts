import { asObject, asString, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, locate, NETWORK_VERSION, privateIpsOf } from './arm-kind.ts';

/** Firewalls in VNets; one in a Virtual WAN hub has no subnet. */
export const firewalls: ArmKind<'firewalls'> = {
  toRow: (resource) => {
    const place = locate(resource);
    const [privateIp] = privateIpsOf(resource);
    return place && omitUndefined({ ...place, privateIp, sku: asString(asObject(propertiesOf(resource).sku).tier) });
  },
  subnet: { name: 'AzureFirewallSubnet', toRow: (found) => found },
  list: { title: 'Firewalls', apiVersion: NETWORK_VERSION },
};
