import { resourceKey } from '@peerscape/shared/arm';
import type { GatewayRow } from '@peerscape/shared/topology';
import { INVENTED } from '../arm/invented-codes.ts';
import { refuse } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { DEFAULT_ASN, instanceAddresses, readGateway } from '../routing/gateway.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { BGP_SHAPE, type BgpSettings } from './bgp.ts';
import { type GatewayBody, gatewayProblem, toGatewayProposal } from './gateway-checks.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE } from './ip-configurations.ts';
import { buildParts, selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import { type Draft, type Properties, publicAddressOf, type ResourceKind, type SeededContent, subnetOf } from './resource-kind.ts';
import { ADDRESS_SPACE_SHAPE, REFERENCE_SHAPE, RESOURCE_SHAPE, SKU_SHAPE } from './shapes.ts';

const NAT_RULE_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    type: 'string',
    mode: 'string',
    internalMappings: [{ addressSpace: 'string', portRange: 'string' }],
    externalMappings: [{ addressSpace: 'string', portRange: 'string' }],
    ipConfigurationId: 'string',
    provisioningState: 'string',
  },
};

const GATEWAY_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  extendedLocation: 'any',
  identity: 'any',
  properties: {
    autoScaleConfiguration: { bounds: { min: 'number', max: 'number' } },
    ipConfigurations: [
      {
        ...RESOURCE_SHAPE,
        properties: IP_CONFIGURATION_SHAPE,
      },
    ],
    gatewayType: 'string',
    vpnType: 'string',
    vpnGatewayGeneration: 'string',
    enableBgp: 'boolean',
    enablePrivateIpAddress: 'boolean',
    activeActive: 'boolean',
    enableHighBandwidthVpnGateway: 'boolean',
    disableIPSecReplayProtection: 'boolean',
    gatewayDefaultSite: REFERENCE_SHAPE,
    sku: SKU_SHAPE,
    vpnClientConfiguration: {
      vpnClientAddressPool: ADDRESS_SPACE_SHAPE,
      vpnClientRootCertificates: 'any',
      vpnClientRevokedCertificates: 'any',
      vpnClientProtocols: ['string'],
      vpnAuthenticationTypes: ['string'],
      vpnClientIpsecPolicies: 'any',
      radiusServerAddress: 'string',
      radiusServerSecret: 'string',
      radiusServers: 'any',
      aadTenant: 'string',
      aadAudience: 'string',
      aadIssuer: 'string',
      vngClientConnectionConfigurations: 'any',
      vpnClientConnectionHealth: 'any',
    },
    virtualNetworkGatewayPolicyGroups: 'any',
    bgpSettings: BGP_SHAPE,
    customRoutes: ADDRESS_SPACE_SHAPE,
    enableDnsForwarding: 'boolean',
    natRules: [NAT_RULE_SHAPE],
    enableBgpRouteTranslationForNat: 'boolean',
    allowVirtualWanTraffic: 'boolean',
    allowRemoteVnetTraffic: 'boolean',
    adminState: 'string',
    resiliencyModel: 'string',
    packetCaptureDiagnosticState: 'string',
    provisioningState: 'string',
    resourceGuid: 'string',
  },
};

/** First api-version with BGP addresses by IP configuration, also while the gateway is being created (recordings). */
const WITH_BGP_ADDRESSES = '2019-11-01';

/** Settings for point-to-site clients that a gateway without any shows while it is updating (recordings). */
const NO_CLIENTS: Properties = {
  vpnClientProtocols: ['OpenVPN', 'IkeV2'],
  vpnClientRootCertificates: [],
  vpnClientRevokedCertificates: [],
  radiusServers: [],
  vpnClientIpsecPolicies: [],
};

const NO_CONNECTIONS: Properties = { vpnClientConnectionsCount: 0, totalIngressBytesTransferred: 0, totalEgressBytesTransferred: 0 };

export const gateways: ResourceKind = {
  group: 'VirtualNetworkGateways',
  type: 'virtualNetworkGateways',
  hasResourceGuid: true,
  hasNoEtagHeader: true,
  versions: {
    properties: {
      packetCaptureDiagnosticState: '2019-09-01',
      vpnGatewayGeneration: '2019-09-01',
      enablePrivateIpAddress: WITH_BGP_ADDRESSES,
      bgpSettings: { bgpPeeringAddresses: WITH_BGP_ADDRESSES },
      natRules: '2021-02-01',
      allowRemoteVnetTraffic: '2022-05-01',
      allowVirtualWanTraffic: '2022-05-01',
      vpnClientConfiguration: { vpnClientIpsecPolicies: '2018-04-01', radiusServers: '2019-11-01' },
    },
  },
  write: { body: GATEWAY_SHAPE, takes: 'gateway', tagsTakeOperation: true, build: buildGateway, deletionProblem },
  children: [{ group: 'VirtualNetworkGatewayNatRules', property: 'natRules', body: NAT_RULE_SHAPE }],
  view: viewGateway,
  fromRows: (rows) => rows.gateways.map((row) => ({ id: row.id, ...toGateway(row) })),
};

const NAT_RULE_PROPERTIES = ['type', 'mode', 'internalMappings', 'externalMappings', 'ipConfigurationId'];

/** Properties that are stored as they are sent. */
const PLAIN_PROPERTIES = [
  'autoScaleConfiguration',
  'enableHighBandwidthVpnGateway',
  'disableIPSecReplayProtection',
  'gatewayDefaultSite',
  'virtualNetworkGatewayPolicyGroups',
  'customRoutes',
  'enableDnsForwarding',
  'enableBgpRouteTranslationForNat',
  'adminState',
  'resiliencyModel',
];

function buildGateway(store: Store, draft: Draft) {
  const body = draft.properties as GatewayBody;
  const before = draft.before?.properties as GatewayBody | undefined;
  const built = buildIpConfigurations(store, draft, 'ipConfigurations', { subnetName: 'GatewaySubnet', hidesPrivateAddress: true });
  if ('kind' in built) return built;
  const proposal = toGatewayProposal(draft, body, before, built.parts);
  const problem = gatewayProblem(store, proposal, before);
  if (problem) return problem;
  const isVpn = proposal.type === 'Vpn';
  return {
    properties: {
      ipConfigurations: proposal.configurations,
      natRules: buildParts(draft, 'natRules', (rule) => ({
        type: 'Static',
        mode: 'EgressSnat',
        ...selectProperties(rule, NAT_RULE_PROPERTIES),
      })),
      sku: { name: proposal.sku, tier: proposal.sku, capacity: body.sku?.capacity ?? 2 },
      gatewayType: proposal.type,
      vpnType: proposal.vpnType,
      vpnGatewayGeneration: isVpn ? proposal.generation : 'None',
      activeActive: proposal.isActiveActive,
      enableBgp: proposal.hasBgp,
      enablePrivateIpAddress: body.enablePrivateIpAddress ?? false,
      bgpSettings: {
        asn: proposal.asn,
        peerWeight: body.bgpSettings?.peerWeight ?? 0,
        bgpPeeringAddresses: customAddresses(body.bgpSettings),
      },
      allowRemoteVnetTraffic: body.allowRemoteVnetTraffic ?? false,
      allowVirtualWanTraffic: body.allowVirtualWanTraffic ?? false,
      ...(body.vpnClientConfiguration !== undefined && {
        vpnClientConfiguration: buildClients(draft, body.vpnClientConfiguration as Properties),
      }),
      ...selectProperties(body, PLAIN_PROPERTIES),
    },
  };
}

/** Builds the settings for point-to-site clients, whose certificates have IDs below that of the gateway. */
function buildClients(draft: Draft, { vpnClientConnectionHealth: _, ...sent }: Properties): Properties {
  const certificates = (list: string) => buildParts({ ...draft, properties: sent }, list, (each) => selectProperties(each, CERTIFICATE));
  return {
    ...NO_CLIENTS,
    ...sent,
    vpnClientRootCertificates: certificates('vpnClientRootCertificates'),
    vpnClientRevokedCertificates: certificates('vpnClientRevokedCertificates'),
  };
}

const CERTIFICATE = ['publicCertData', 'thumbprint'];

/** Returns the BGP addresses that were chosen, such as APIPA ones; Azure derives the others. */
const customAddresses = ({ bgpPeeringAddresses = [] }: BgpSettings = {}): BgpSettings['bgpPeeringAddresses'] =>
  bgpPeeringAddresses.flatMap(({ ipconfigurationId = '', customBgpIpAddresses = [] }) =>
    customBgpIpAddresses.length > 0 ? [{ ipconfigurationId, customBgpIpAddresses }] : [],
  );

function deletionProblem(store: Store, gateway: StoredResource): ArmError | undefined {
  const problem = connectedProblem(store, gateway);
  const using = gateway.inVNet && store.remoteHalvesOf(gateway.inVNet).find((half) => half.useRemoteGateways);
  if (problem || !using) return problem;
  return refuse(
    INVENTED.gatewayUsedByPeering,
    `Virtual network gateway ${gateway.id} cannot be deleted because peering ${using.id} has UseRemoteGateways flag set to true.`,
  );
}

const connectedProblem = refuseWhileUsed({
  by: /\/connections\/[^/]+$/i,
  code: 'InUseVirtualNetworkGatewayCannotBeDeleted',
  message: ({ id }, users) => `Virtual network gateway ${id} is in use and cannot be deleted. It has the connections ${users}.`,
});

/** Adds the BGP addresses; recordings show only their empty lists while the gateway is being created. */
function viewGateway(store: Store, resource: StoredResource, apiVersion: string): Properties {
  const isUpdating = resource.provisioning === 'Updating';
  const isVpn = resource.properties.gatewayType === 'Vpn';
  const { bgpSettings, vpnClientConfiguration: clients, ...properties } = resource.properties;
  return {
    ...properties,
    packetCaptureDiagnosticState: 'None',
    ...((!resource.isNew || apiVersion >= WITH_BGP_ADDRESSES) && { bgpSettings: viewBgp(store, resource, bgpSettings as BgpSettings) }),
    ...(isVpn && viewClients(clients as Properties | undefined, isUpdating)),
  };
}

/** Shows the settings for clients with the clients that are connected, none; while the gateway is updating, empty settings too. */
function viewClients(clients: Properties | undefined, isUpdating: boolean): Properties {
  if (!clients) return isUpdating ? { vpnClientConfiguration: NO_CLIENTS } : {};
  return { vpnClientConfiguration: { ...clients, ...(!isUpdating && { vpnClientConnectionHealth: NO_CONNECTIONS }) } };
}

function viewBgp(store: Store, resource: StoredResource, { asn, peerWeight, bgpPeeringAddresses = [] }: BgpSettings): Properties {
  const gateway = readGateway(store, resource);
  const customOf = (id: string): readonly string[] =>
    bgpPeeringAddresses.find(({ ipconfigurationId = '' }) => resourceKey(ipconfigurationId) === resourceKey(id))?.customBgpIpAddresses ??
    [];
  return {
    asn,
    ...(!resource.isNew && { bgpPeeringAddress: instanceAddresses(gateway).join(',') }),
    peerWeight,
    bgpPeeringAddresses: gateway.endpoints.map(({ id, addresses, publicAddress }) => ({
      ipconfigurationId: id,
      defaultBgpIpAddresses: resource.isNew ? [] : addresses,
      customBgpIpAddresses: customOf(id),
      ...(!resource.isNew && { tunnelIpAddresses: publicAddress === undefined ? [] : [publicAddress] }),
    })),
  };
}

/** Converts a row to the body of a virtual network gateway. */
const toGateway = (row: GatewayRow): SeededContent => {
  const name = row.sku ?? (row.kind === 'Vpn' ? 'VpnGw1AZ' : 'ErGw1AZ');
  return {
    properties: {
      ipConfigurations: [
        { name: 'default', properties: { publicIPAddress: publicAddressOf(row.id), subnet: subnetOf(row.vnetId, 'GatewaySubnet') } },
      ],
      sku: { name, tier: name },
      gatewayType: row.kind,
      vpnType: row.vpnType ?? 'RouteBased',
      enableBgp: row.kind === 'Vpn',
      bgpSettings: { asn: row.asn ?? DEFAULT_ASN },
    },
  };
};
