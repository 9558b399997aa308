import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import type { GatewayRow } from '@peerscape/shared/topology';
import { INVENTED } from '../arm/invented-codes.ts';
import { refuse, unknownValue } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { instanceAddresses, readGateway } from '../routing/gateway.ts';
import { topLevelKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { asnProblem, BGP_SHAPE, type BgpSettings, DEFAULT_ASN } from './bgp.ts';
import { canonicalCase } from './enumerations.ts';
import { isZonal, skuOf, skusOfType } from './gateway-skus.ts';
import { buildIpConfigurations, IP_CONFIGURATION_SHAPE, referenceIn } from './ip-configurations.ts';
import { buildParts, type Part, selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import {
  type Draft,
  type Properties,
  publicAddressOf,
  type ResourceKind,
  type SeededContent,
  skuNameOf,
  subnetOf,
} from './resource-kind.ts';
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

const TYPES = ['Vpn', 'ExpressRoute'];
const VPN_TYPES = ['RouteBased', 'PolicyBased'];

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

interface GatewayBody extends Properties {
  readonly gatewayType?: string;
  readonly vpnType?: string;
  readonly vpnGatewayGeneration?: string;
  readonly enableBgp?: boolean;
  readonly activeActive?: boolean;
  readonly sku?: { readonly name?: string; readonly capacity?: number };
  readonly bgpSettings?: BgpSettings;
}

/** A gateway that is about to be stored, for the checks. */
interface Proposal {
  readonly draft: Draft;
  readonly type: string;
  readonly vpnType: string;
  readonly sku: string;
  readonly generation: string;
  readonly isActiveActive: boolean;
  readonly hasBgp: boolean;
  readonly asn: number;
  readonly configurations: readonly Part[];
}

function buildGateway(store: Store, draft: Draft) {
  const body = draft.properties as GatewayBody;
  const before = draft.before?.properties as GatewayBody | undefined;
  const built = buildIpConfigurations(store, draft, 'ipConfigurations', { subnetName: 'GatewaySubnet', hidesPrivateAddress: true });
  if ('kind' in built) return built;
  const proposal = proposalOf(draft, body, before, built.parts);
  const problem = firstProblem(store, proposal, before);
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

function proposalOf(draft: Draft, body: GatewayBody, before: GatewayBody | undefined, configurations: readonly Part[]): Proposal {
  const sku = body.sku?.name ?? before?.sku?.name ?? '';
  return {
    draft,
    type: canonicalCase(body.gatewayType ?? '', TYPES),
    vpnType: canonicalCase(body.vpnType ?? 'RouteBased', VPN_TYPES),
    sku,
    generation: body.vpnGatewayGeneration ?? before?.vpnGatewayGeneration ?? skuOf(sku)?.generations[0] ?? 'None',
    isActiveActive: body.activeActive ?? false,
    hasBgp: body.enableBgp ?? false,
    asn: body.bgpSettings?.asn ?? before?.bgpSettings?.asn ?? DEFAULT_ASN,
    configurations,
  };
}

const firstProblem = (store: Store, proposal: Proposal, before: GatewayBody | undefined): ArmError | undefined =>
  typeProblem(proposal, before) ??
  skuProblem(proposal, before) ??
  configurationProblem(proposal) ??
  vnetProblem(store, proposal) ??
  publicAddressProblem(store, proposal) ??
  bgpProblem(proposal);

function typeProblem({ draft, type, vpnType }: Proposal, before: GatewayBody | undefined): ArmError | undefined {
  if (!TYPES.includes(type)) return unknownValue(type, 'VirtualNetworkGatewayType', 'properties.gatewayType');
  if (!VPN_TYPES.includes(vpnType)) return unknownValue(vpnType, 'VpnType', 'properties.vpnType');
  if (!before || (before.gatewayType === type && before.vpnType === vpnType)) return undefined;
  return refuse(INVENTED.gatewayTypeCannotChange, `The type of virtual network gateway ${draft.id} cannot be changed.`);
}

/** Only SKUs of one generation can be resized into each other, and Basic into none (Microsoft's page on gateway SKUs). */
function skuProblem({ draft, type, sku: name, generation }: Proposal, before: GatewayBody | undefined): ArmError | undefined {
  const sku = skuOf(name);
  if (!sku) return unknownValue(name, 'VirtualNetworkGatewaySkuName', 'properties.sku.name');
  if (sku.type !== type) {
    return refuse(
      'InvalidGatewaySkuSpecifiedForGatewayDeploymentType',
      `Virtual network gateway Sku specified is not valid for gateway ${draft.id} with DeploymentType VMScaleSet. The allowed Skus are ${skusOfType(type).join(',')}.`,
    );
  }
  if (sku.isRetired && !before) {
    return refuse(
      'NonAzSkusNotAllowedForVPNGateway',
      `Virtual network gateway ${draft.id} cannot be created with the Sku ${name}. Only Skus with availability zones are allowed for new VPN gateways.`,
    );
  }
  const isBasic = name === 'Basic';
  const isOtherSize = before?.sku?.name !== undefined && before.sku.name !== name;
  const isGenerationChanged = before !== undefined && before.vpnGatewayGeneration !== generation;
  const isWrongGeneration = type === 'Vpn' && (!sku.generations.includes(generation) || isGenerationChanged);
  if (!isWrongGeneration && !(isOtherSize && (isBasic || before.sku?.name === 'Basic'))) return undefined;
  return refuse(
    INVENTED.gatewaySkuDoesNotFit,
    `Virtual network gateway ${draft.id} cannot have the Sku ${name} with generation ${generation}${before ? '; it cannot be resized to it' : ''}.`,
  );
}

/** VPN gateways have one IP configuration, active-active ones two, and a third for point-to-site clients. */
function configurationProblem({ draft, type, isActiveActive, configurations, sku }: Proposal): ArmError | undefined {
  const count = configurations.length;
  const isCountRight = isActiveActive ? count === 2 || count === 3 : count === 1;
  if (isCountRight && !(isActiveActive && (type !== 'Vpn' || sku === 'Basic'))) return undefined;
  return refuse(
    INVENTED.gatewayConfigurations,
    `Virtual network gateway ${draft.id} has ${count} IP configurations. It must have one, or two if it is active-active, which gateways of ExpressRoute and with the Sku Basic cannot be.`,
  );
}

/** A VNet has at most one gateway of each type, and none if it uses remote ones (Microsoft's pages on VPN Gateway and peerings). */
function vnetProblem(store: Store, { draft, type, configurations }: Proposal): ArmError | undefined {
  const vnet = vnetOfConfiguration(configurations[0]);
  const other = store
    .resourcesOfVNet(vnet)
    .find((each) => each.type === draft.type && each.key !== draft.key && each.properties.gatewayType === type);
  if (other) {
    return refuse(
      INVENTED.secondGatewayOfType,
      `Virtual network gateway ${draft.id} cannot be created because virtual network ${vnet} already has the gateway ${other.id} of type ${type}.`,
    );
  }
  const using = store.halvesOf(vnet).find((half) => half.useRemoteGateways);
  if (!using) return undefined;
  return refuse(
    INVENTED.gatewayBesideRemoteGateways,
    `Virtual network gateway ${draft.id} cannot be created because peering ${using.id} of its virtual network has UseRemoteGateways flag set to true.`,
  );
}

const vnetOfConfiguration = (configuration: Part | undefined): ResourceKey =>
  topLevelKey(resourceKey(referenceIn(configuration?.properties.subnet)?.id ?? ''));

/** VPN gateways need a public address for each IP configuration; those of ExpressRoute may be without. */
function publicAddressProblem(store: Store, { draft, type, sku, configurations }: Proposal): ArmError | undefined {
  const isVpn = type === 'Vpn';
  for (const { properties } of configurations) {
    const reference = referenceIn(properties.publicIPAddress);
    const address = reference && store.resources.get(resourceKey(reference.id));
    const problem = address && addressSkuProblem(draft.id, address, isVpn, sku);
    if (problem) return problem;
    if (isVpn && !reference)
      return refuse(
        INVENTED.gatewayConfigurations,
        `Each IP configuration of virtual network gateway ${draft.id} must have a public IP address.`,
      );
  }
  return undefined;
}

function addressSkuProblem(gateway: string, address: StoredResource, isVpn: boolean, sku: string): ArmError | undefined {
  if (skuNameOf(address) === 'Basic' && sku !== 'Basic') {
    return refuse(
      `PublicIpWithBasicSkuNotAllowedOn${isVpn ? 'VPN' : 'ExpressRoute'}Gateways`,
      `Public IP address ${address.id} with Basic Sku is not allowed on virtual network gateway ${gateway}.`,
    );
  }
  const zones = (address.topLevelProperties?.zones ?? []) as readonly string[];
  if (!isZonal(sku) || zones.length > 0) return undefined;
  return refuse(
    'VmssVpnGatewayPublicIpsMustHaveZonesConfigured',
    `Standard public IP address ${address.id} associated with VPN gateway ${gateway} with an AZ Sku must have zones configured.`,
  );
}

function bgpProblem({ draft, type, vpnType, sku, hasBgp, asn }: Proposal): ArmError | undefined {
  if (hasBgp && type === 'Vpn' && (sku === 'Basic' || vpnType === 'PolicyBased')) {
    return refuse(
      INVENTED.gatewayWithoutBgp,
      `Virtual network gateway ${draft.id} cannot have BGP enabled: gateways with the Sku Basic and policy-based gateways do not support it.`,
    );
  }
  return asnProblem(draft.id, asn, true);
}

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
