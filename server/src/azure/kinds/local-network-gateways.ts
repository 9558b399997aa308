import type { LocalNetworkGatewayRow } from '@peerscape/shared/topology';
import { asNumber, asObject, asString, asStrings, omitUndefined, propertiesOf } from '../wire.ts';
import { type ArmKind, NETWORK_VERSION } from './arm-kind.ts';

export const localNetworkGateways: ArmKind<'localNetworkGateways'> = {
  toRow: (resource) => {
    const own = propertiesOf(resource);
    const id = asString(resource.id);
    const bgp = asObject(own.bgpSettings);
    if (id === undefined) return undefined;
    return omitUndefined<LocalNetworkGatewayRow>({
      id,
      prefixes: asStrings(asObject(own.localNetworkAddressSpace).addressPrefixes) ?? [],
      gatewayIp: asString(own.gatewayIpAddress),
      asn: asNumber(bgp.asn),
      bgpAddress: asString(bgp.bgpPeeringAddress),
    });
  },
  list: { title: 'Local network gateways', apiVersion: NETWORK_VERSION, inGatewayGroups: true },
};
