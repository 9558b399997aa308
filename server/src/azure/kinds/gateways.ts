import { asBoolean, asNumber, asObject, asString, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, locate, NETWORK_VERSION } from './arm-kind.ts';

/** A gateway without a subnet, which it lacks while it is created, belongs to no VNet yet. */
export const gateways: ArmKind<'gateways'> = {
  toRow: (resource) => {
    const place = locate(resource);
    const own = propertiesOf(resource);
    return (
      place &&
      omitUndefined({
        ...place,
        kind: asString(own.gatewayType) ?? 'Unknown',
        sku: asString(asObject(own.sku).name),
        vpnType: asString(own.vpnType),
        activeActive: asBoolean(own.activeActive) ?? asBoolean(own.active),
        asn: asNumber(asObject(own.bgpSettings).asn),
      })
    );
  },
  subnet: { name: 'GatewaySubnet', toRow: (found) => ({ ...found, kind: 'Unknown' }) },
  list: { title: 'Virtual network gateways', apiVersion: NETWORK_VERSION, inGatewayGroups: true },
};
