import { resourceKey } from '../../arm/index.ts';
import { formatCount } from '../format-number.ts';
import { defineVNetKind, type FixtureVNet } from './define-kind.ts';
import type { RowOf } from './fields.ts';

/** Returns the id that a gateway has in a fixture. */
export const fixtureGatewayId = ({ name, idOf }: FixtureVNet, kind: string): string =>
  idOf('virtualNetworkGateways', `${kind === 'ExpressRoute' ? 'ergw' : 'vpngw'}-${name}`);

const formatConnections = (n: number): string => formatCount(n, 'connection');

export const gateways = defineVNetKind({
  armType: 'Microsoft.Network/virtualNetworkGateways',
  label: 'virtual network gateways',
  isInSubscriptionOfVNet: true,
  fields: {
    id: 'id',
    /** The VNet whose GatewaySubnet contains it. */
    vnetId: 'id',
    /** gatewayType: Vpn, ExpressRoute, or Unknown where only the GatewaySubnet shows the gateway. */
    kind: 'text',
    sku: 'text?',
    vpnType: 'text?',
    activeActive: 'flag?',
    asn: 'asn?',
    /** enableBgp. */
    bgp: 'flag?',
    /** allowRemoteVnetTraffic: an ExpressRoute gateway passes on what comes from VNets on the same circuit. */
    allowRemoteVNetTraffic: 'flag?',
    /** vpnClientAddressPool: the prefixes of point-to-site clients. */
    clientPrefixes: 'prefixes?',
    /** Addresses with which its instances peer, custom ones included. */
    bgpAddresses: 'addresses?',
    publicIpIds: 'ids?',
  },
  vnetsOf: ({ vnetId }) => [vnetId],
  filters: [
    { word: 'gateway', means: 'a virtual network gateway' },
    { word: 'vpn', means: 'a VPN gateway', includes: ({ kind }) => kind === 'Vpn' },
    { word: 'expressroute', means: 'an ExpressRoute gateway', includes: ({ kind }) => kind === 'ExpressRoute' },
  ],
  badges: [
    { text: 'VPN', meaning: 'VPN gateway', category: 'gateway', includes: ({ kind }) => kind === 'Vpn' },
    { text: 'ER', meaning: 'ExpressRoute gateway', category: 'gateway', includes: ({ kind }) => kind === 'ExpressRoute' },
    {
      text: 'GW',
      meaning: 'Gateway of unknown type',
      category: 'gateway',
      includes: ({ kind }) => kind !== 'Vpn' && kind !== 'ExpressRoute',
    },
  ],
  section: {
    title: 'Gateways',
    details: ({ id, kind, sku, vpnType, activeActive, asn }, { connections }) => [
      kind === 'Vpn' ? 'VPN' : kind,
      sku,
      vpnType,
      activeActive && 'active-active',
      asn !== undefined && `ASN ${asn}`,
      formatConnections(connections.filter(({ gatewayId }) => resourceKey(gatewayId) === resourceKey(id)).length),
    ],
  },
  fixtures: [
    {
      word: 'gateway',
      alone: 'Vpn',
      toRow: (vnet, kind) => ({
        id: fixtureGatewayId(vnet, kind),
        vnetId: vnet.id,
        kind,
        sku: kind === 'ExpressRoute' ? 'ErGw1AZ' : 'VpnGw1AZ',
        vpnType: 'RouteBased',
        activeActive: false,
        asn: 65515,
        bgp: kind === 'Vpn',
      }),
      subnet: { name: 'GatewaySubnet', fromEnd: 0 },
    },
  ],
});

export type GatewayRow = RowOf<typeof gateways.fields>;
