import { asBoolean, asNumber, asObject, asObjects, asString, asStrings, idOf, omitUndefined, propertiesOf, type Wire } from '../wire.ts';
import { type ArmKind, ipConfigurationsOf, locate, NETWORK_VERSION } from './arm-kind.ts';

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
        bgp: asBoolean(own.enableBgp),
        allowRemoteVNetTraffic: asBoolean(own.allowRemoteVnetTraffic),
        clientPrefixes: clientPrefixesOf(asObject(own.vpnClientConfiguration)),
        bgpAddresses: bgpAddressesOf(asObject(own.bgpSettings)),
        publicIpIds: ipConfigurationsOf(resource).flatMap((one) => idOf(one.publicIPAddress) ?? []),
      })
    );
  },
  subnet: { name: 'GatewaySubnet', toRow: (found) => ({ ...found, kind: 'Unknown' }) },
  list: { title: 'Virtual network gateways', apiVersion: NETWORK_VERSION, inGatewayGroups: true },
};

/** Returns the prefixes of point-to-site clients. Groups of clients can have their own, beside those of all. */
function clientPrefixesOf(configuration: Wire): readonly string[] | undefined {
  const groups = asObjects(configuration.vngClientConnectionConfigurations).map(propertiesOf);
  const prefixes = [configuration, ...groups].flatMap(
    ({ vpnClientAddressPool }) => asStrings(asObject(vpnClientAddressPool).addressPrefixes) ?? [],
  );
  return prefixes.length > 0 ? prefixes : undefined;
}

/** Returns the addresses with which the instances of a gateway peer. Old api-versions have only the text of them all. */
function bgpAddressesOf(settings: Wire): readonly string[] | undefined {
  const listed = asObjects(settings.bgpPeeringAddresses).flatMap(({ defaultBgpIpAddresses, customBgpIpAddresses }) => [
    ...(asStrings(defaultBgpIpAddresses) ?? []),
    ...(asStrings(customBgpIpAddresses) ?? []),
  ]);
  return listed.length > 0 ? listed : asString(settings.bgpPeeringAddress)?.split(',');
}
