import { resourceKey } from '@peerscape/shared/arm';
import type { ConnectionRow } from '@peerscape/shared/topology';
import { findOverlappingPrefixes } from '../addressing/prefixes.ts';
import { INVENTED } from '../arm/invented-codes.ts';
import { notProvisioned, refuse, unknownValue } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { connectionStatus, connectionsOf, readConnection, reverseConnections } from '../routing/connection.ts';
import { type Gateway, readGateway } from '../routing/gateway.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { selectProperties } from './parts.ts';
import type { Draft, Properties, ResourceKind, SeededContent } from './resource-kind.ts';
import { REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

const CONNECTION_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    authorizationKey: 'string',
    virtualNetworkGateway1: 'any',
    virtualNetworkGateway2: 'any',
    localNetworkGateway2: 'any',
    peer: REFERENCE_SHAPE,
    ingressNatRules: [REFERENCE_SHAPE],
    egressNatRules: [REFERENCE_SHAPE],
    connectionType: 'string',
    connectionProtocol: 'string',
    routingWeight: 'number',
    dpdTimeoutSeconds: 'number',
    connectionMode: 'string',
    tunnelProperties: 'any',
    sharedKey: 'string',
    connectionStatus: 'string',
    tunnelConnectionStatus: 'any',
    egressBytesTransferred: 'number',
    ingressBytesTransferred: 'number',
    enableBgp: 'boolean',
    gatewayCustomBgpIpAddresses: [{ ipConfigurationId: 'string', customBgpIpAddress: 'string' }],
    useLocalAzureIpAddress: 'boolean',
    usePolicyBasedTrafficSelectors: 'boolean',
    ipsecPolicies: 'any',
    trafficSelectorPolicies: 'any',
    expressRouteGatewayBypass: 'boolean',
    enablePrivateLinkFastPath: 'boolean',
    packetCaptureDiagnosticState: 'string',
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

/** First api-version that recordings show without the shared key, and with the mode. */
const WITHOUT_SHARED_KEY = '2020-07-01';

export const connections: ResourceKind = {
  group: 'VirtualNetworkGatewayConnections',
  type: 'connections',
  hasResourceGuid: true,
  hasNoEtagHeader: true,
  versions: {
    properties: {
      connectionProtocol: '2019-09-01',
      trafficSelectorPolicies: '2019-09-01',
      packetCaptureDiagnosticState: '2019-09-01',
      expressRouteGatewayBypass: '2019-09-01',
      dpdTimeoutSeconds: '2019-11-01',
      useLocalAzureIpAddress: '2019-11-01',
      connectionMode: WITHOUT_SHARED_KEY,
      tunnelConnectionStatus: WITHOUT_SHARED_KEY,
    },
  },
  write: {
    body: CONNECTION_SHAPE,
    takes: 'connection',
    tagsTakeOperation: true,
    build: buildConnection,
    afterPut: refreshReverse,
    afterDelete: refreshReverse,
  },
  view: viewConnection,
  fromRows: (rows) => rows.connections.map((row) => ({ id: row.id, ...toConnection(row) })),
};

const GATEWAY_TYPE = 'Microsoft.Network/virtualNetworkGateways';

/** Property and resource type of the remote end by connection type. */
const REMOTE_ENDS: Readonly<Record<string, { readonly property: string; readonly type: string }>> = {
  Vnet2Vnet: { property: 'virtualNetworkGateway2', type: GATEWAY_TYPE },
  IPsec: { property: 'localNetworkGateway2', type: 'Microsoft.Network/localNetworkGateways' },
  ExpressRoute: { property: 'peer', type: 'Microsoft.Network/expressRouteCircuits' },
};

const PROTOCOLS = ['IKEv1', 'IKEv2'];
const MODES = ['Default', 'InitiatorOnly', 'ResponderOnly'];

/** Properties that are stored as they are sent. */
const PLAIN_PROPERTIES = [
  'ingressNatRules',
  'egressNatRules',
  'tunnelProperties',
  'gatewayCustomBgpIpAddresses',
  'enablePrivateLinkFastPath',
];

interface ConnectionBody extends Properties {
  readonly connectionType?: string;
  readonly connectionProtocol?: string;
  readonly connectionMode?: string;
  readonly sharedKey?: string;
  readonly enableBgp?: boolean;
}

const idIn = (reference: unknown): string | undefined => (reference as { readonly id?: string } | undefined)?.id;

/** A connection that is about to be stored, for the checks. */
interface Proposal {
  readonly draft: Draft;
  readonly type: string;
  readonly gatewayId: string;
  readonly remoteId: string;
  readonly hasBgp: boolean;
  readonly sharedKey: string;
}

function buildConnection(store: Store, draft: Draft) {
  const body = draft.properties as ConnectionBody;
  const type = canonicalCase(body.connectionType ?? '', Object.keys(REMOTE_ENDS));
  const protocol = canonicalCase(body.connectionProtocol ?? 'IKEv2', PROTOCOLS);
  const mode = canonicalCase(body.connectionMode ?? 'Default', MODES);
  const end = REMOTE_ENDS[type];
  if (!end) return unknownValue(type, 'VirtualNetworkGatewayConnectionType', 'properties.connectionType');
  if (!PROTOCOLS.includes(protocol))
    return unknownValue(protocol, 'VirtualNetworkGatewayConnectionProtocol', 'properties.connectionProtocol');
  if (!MODES.includes(mode)) return unknownValue(mode, 'VirtualNetworkGatewayConnectionMode', 'properties.connectionMode');
  const [gatewayId, remoteId] = [idIn(body.virtualNetworkGateway1), idIn(body[end.property])];
  if (gatewayId === undefined || remoteId === undefined)
    return refuse(INVENTED.connectionEnds, `Connection ${draft.id} of type ${type} must have virtualNetworkGateway1 and ${end.property}.`);
  const before = draft.before && readConnection(draft.before);
  const isTunnel = type !== 'ExpressRoute';
  const sharedKey = body.sharedKey ?? before?.sharedKey ?? store.newGuid().replaceAll('-', '');
  const proposal: Proposal = { draft, type, gatewayId, remoteId, hasBgp: body.enableBgp ?? false, sharedKey };
  const problem = firstProblem(store, proposal);
  if (problem) return problem;
  return {
    properties: {
      virtualNetworkGateway1: { id: gatewayId },
      [end.property]: { id: remoteId },
      connectionType: type,
      ...(isTunnel && { connectionProtocol: protocol, sharedKey }),
      connectionMode: mode,
      routingWeight: body.routingWeight ?? 0,
      dpdTimeoutSeconds: body.dpdTimeoutSeconds ?? 0,
      enableBgp: proposal.hasBgp,
      useLocalAzureIpAddress: body.useLocalAzureIpAddress ?? false,
      usePolicyBasedTrafficSelectors: body.usePolicyBasedTrafficSelectors ?? false,
      ipsecPolicies: body.ipsecPolicies ?? [],
      trafficSelectorPolicies: body.trafficSelectorPolicies ?? [],
      expressRouteGatewayBypass: body.expressRouteGatewayBypass ?? false,
      ...selectProperties(body, PLAIN_PROPERTIES),
    },
  };
}

/** Returns the first error. Ends that do not exist are refused afterwards, as all references. */
function firstProblem(store: Store, proposal: Proposal): ArmError | undefined {
  const keyProblem = sharedKeyProblem(proposal.draft.id, proposal.sharedKey);
  const local = store.resources.get(resourceKey(proposal.gatewayId));
  const remote = store.resources.get(resourceKey(proposal.remoteId));
  if (keyProblem || !local || !remote) return keyProblem;
  if (local.type !== GATEWAY_TYPE || remote.type !== REMOTE_ENDS[proposal.type]?.type) return wrongEnd(proposal.draft.id);
  return (
    provisioningProblem(proposal, [local, remote]) ??
    (proposal.type === 'ExpressRoute'
      ? circuitProblem(store, proposal, readGateway(store, local), remote)
      : tunnelProblem(store, proposal, readGateway(store, local), remote))
  );
}

/** A key has 1 to 128 printable ASCII characters (Microsoft's VPN Gateway FAQ). */
const sharedKeyProblem = (id: string, key: string): ArmError | undefined =>
  /^[ -~]{1,128}$/.test(key)
    ? undefined
    : refuse(INVENTED.sharedKeyNotAllowed, `The shared key of connection ${id} must have 1 to 128 printable ASCII characters.`);

const OPERATIONS: Readonly<Record<string, string>> = {
  'Microsoft.Network/virtualNetworkGateways': 'PutVirtualNetworkGatewayOperation',
  'Microsoft.Network/localNetworkGateways': 'PutLocalNetworkGatewayOperation',
  'Microsoft.Network/expressRouteCircuits': 'PutExpressRouteCircuitOperation',
};

function provisioningProblem({ draft }: Proposal, ends: readonly StoredResource[]): ArmError | undefined {
  const busy = ends.find(({ provisioning }) => provisioning !== 'Succeeded');
  return busy && notProvisioned(draft.id, busy, OPERATIONS[busy.type] ?? '');
}

/** The provider must have provisioned the circuit, and it must have a private peering (Microsoft's page on linking VNets to circuits). */
function circuitProblem(store: Store, { draft }: Proposal, gateway: Gateway, circuit: StoredResource): ArmError | undefined {
  if (gateway.isVpn) return wrongGateway(draft.id, gateway);
  const peerings = (circuit.properties.peerings ?? []) as readonly { readonly properties: Properties }[];
  const hasPrivatePeering = peerings.some(({ properties }) => properties.peeringType === 'AzurePrivatePeering');
  if (store.sites.has(circuit.key) && hasPrivatePeering) return undefined;
  return refuse(
    INVENTED.circuitNotReady,
    `Connection ${draft.id} cannot use ExpressRoute circuit ${circuit.id} until its service provider has provisioned it and it has a private peering.`,
  );
}

const wrongEnd = (id: string): ArmError =>
  refuse(INVENTED.connectionEnds, `Connection ${id} has an end of another resource type than its type needs.`);

const wrongGateway = (id: string, gateway: Gateway): ArmError =>
  refuse(
    INVENTED.connectionEnds,
    `Connection ${id} cannot be of this type because of the type of virtual network gateway ${gateway.resource.id}.`,
  );

function tunnelProblem(store: Store, proposal: Proposal, gateway: Gateway, remote: StoredResource): ArmError | undefined {
  const { draft, hasBgp, type } = proposal;
  const others = type === 'Vnet2Vnet' ? [readGateway(store, remote)] : [];
  const tunnelGateways = [gateway, ...others];
  const other = tunnelGateways.find(({ isVpn }) => !isVpn);
  if (other) return wrongGateway(draft.id, other);
  const withoutBgp = tunnelGateways.find((each) => !each.hasBgp);
  if (hasBgp && withoutBgp)
    return refuse(INVENTED.connectionBgp, `Connection ${draft.id} cannot enable BGP because gateway ${withoutBgp.resource.id} does not.`);
  if (hasBgp && type === 'IPsec' && !remote.properties.bgpSettings)
    return refuse(INVENTED.connectionBgp, `Connection ${draft.id} cannot enable BGP because gateway ${remote.id} has no BGP settings.`);
  return policyBasedProblem(store, proposal, tunnelGateways) ?? (others[0] && spaceProblem(proposal, gateway, others[0]));
}

/** A policy-based gateway has one tunnel, to a site (Microsoft's page on VPN Gateway settings). */
function policyBasedProblem(store: Store, { draft, type }: Proposal, tunnelGateways: readonly Gateway[]): ArmError | undefined {
  const policyBased = tunnelGateways.find(({ resource }) => resource.properties.vpnType === 'PolicyBased');
  if (!policyBased) return undefined;
  const isSecond = connectionsOf(store, policyBased.resource.key).some(({ resource }) => resource.key !== draft.key);
  if (type === 'IPsec' && !isSecond) return undefined;
  return refuse(
    INVENTED.policyBasedConnection,
    `Connection ${draft.id} cannot be created because gateway ${policyBased.resource.id} is policy-based: it can have one connection, of type IPsec.`,
  );
}

function spaceProblem({ draft }: Proposal, gateway: Gateway, remote: Gateway): ArmError | undefined {
  if (!gateway.vnet || !remote.vnet) return undefined;
  const shared = findOverlappingPrefixes(gateway.vnet.addressSpace, remote.vnet.addressSpace);
  if (shared.length === 0) return undefined;
  return refuse(
    'VnetAddressSpacesOverlap',
    `Cannot create or update connection ${draft.id}. Virtual networks ${gateway.vnet.id} and ${remote.vnet.id} cannot be connected because their address spaces overlap. Overlapping address prefixes: ${shared.join(', ')}`,
  );
}

/** Stores the connections of the other direction again, because their status has changed. */
function refreshReverse(store: Store, resource: StoredResource): void {
  for (const { resource: reverse } of reverseConnections(store, readConnection(resource))) store.putResource(reverse);
}

/** Adds the status; recordings show none while the connection is updating. Newer api-versions only show the shared key by itself. */
function viewConnection(store: Store, resource: StoredResource, apiVersion: string): Properties {
  const { sharedKey, ...properties } = resource.properties;
  const isUpdating = resource.provisioning === 'Updating';
  return {
    ...properties,
    ...(!isUpdating && { connectionStatus: connectionStatus(store, readConnection(resource)) }),
    packetCaptureDiagnosticState: 'None',
    ...(apiVersion < WITHOUT_SHARED_KEY && sharedKey !== undefined && { sharedKey }),
    tunnelConnectionStatus: [],
    ingressBytesTransferred: 0,
    egressBytesTransferred: 0,
  };
}

/** Key of the connections between the gateways of a fixture. */
const FIXTURE_KEY = 'peerscape';

/** Converts a row to the body of a connection. The keys of gateways whose connection is not Connected differ. */
function toConnection(row: ConnectionRow): SeededContent {
  const end = REMOTE_ENDS[row.kind];
  return {
    properties: {
      virtualNetworkGateway1: { id: row.gatewayId },
      ...(end && row.toId && { [end.property]: { id: row.toId } }),
      connectionType: row.kind,
      ...(row.bgp !== undefined && { enableBgp: row.bgp }),
      ...(row.kind === 'Vnet2Vnet' && { sharedKey: row.status === 'Connected' ? FIXTURE_KEY : row.id.split('/').pop() }),
    },
  };
}
