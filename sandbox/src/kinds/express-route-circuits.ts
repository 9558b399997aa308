import { resourceKey } from '@peerscape/shared/arm';
import type { TopologyRows } from '@peerscape/shared/topology';
import { INVENTED } from '../arm/invented-codes.ts';
import { refuse, unknownValue } from '../arm/network-errors.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { buildParts, selectProperties } from './parts.ts';
import { refuseWhileUsed } from './refuse-while-used.ts';
import type { Draft, Properties, ResourceKind, SeededContent } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

const PEERING_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    peeringType: 'string',
    state: 'string',
    azureASN: 'number',
    peerASN: 'number',
    primaryPeerAddressPrefix: 'string',
    secondaryPeerAddressPrefix: 'string',
    primaryAzurePort: 'string',
    secondaryAzurePort: 'string',
    sharedKey: 'string',
    vlanId: 'number',
    gatewayManagerEtag: 'string',
    lastModifiedBy: 'string',
    connections: 'any',
    provisioningState: 'string',
  },
};

export const expressRouteCircuits: ResourceKind = {
  group: 'ExpressRouteCircuits',
  type: 'expressRouteCircuits',
  listInSubscription: 'ListAll',
  hasResourceGuid: true,
  write: {
    body: {
      ...RESOURCE_SHAPE,
      sku: { name: 'string', tier: 'string', family: 'string' },
      properties: {
        allowClassicOperations: 'boolean',
        circuitProvisioningState: 'string',
        serviceProviderProvisioningState: 'string',
        authorizations: 'any',
        peerings: [PEERING_SHAPE],
        serviceKey: 'string',
        serviceProviderNotes: 'string',
        serviceProviderProperties: { serviceProviderName: 'string', peeringLocation: 'string', bandwidthInMbps: 'number' },
        gatewayManagerEtag: 'string',
        globalReachEnabled: 'boolean',
        resourceGuid: 'string',
        provisioningState: 'string',
      },
    },
    takes: 'resource',
    build: buildCircuit,
    deletionProblem,
  },
  children: [{ group: 'ExpressRouteCircuitPeerings', property: 'peerings', body: PEERING_SHAPE }],
  view: (store, { key, properties }) => ({
    circuitProvisioningState: 'Enabled',
    allowClassicOperations: false,
    gatewayManagerEtag: '',
    authorizations: [],
    globalReachEnabled: false,
    ...properties,
    serviceProviderProvisioningState: store.sites.has(key) ? 'Provisioned' : 'NotProvisioned',
  }),
  fromRows: (rows) => circuitsOf(rows).map((id) => ({ id, ...CIRCUIT })),
};

const TIERS = ['Local', 'Standard', 'Premium'];
const FAMILIES = ['MeteredData', 'UnlimitedData'];
const PEERING_TYPES = ['AzurePrivatePeering', 'MicrosoftPeering'];
const PEERING_PROPERTIES = ['peeringType', 'peerASN', 'primaryPeerAddressPrefix', 'secondaryPeerAddressPrefix', 'vlanId'];

/** ASN of Microsoft's edge routers. */
const MICROSOFT_ASN = 12076;

interface CircuitSku {
  readonly tier?: string;
  readonly family?: string;
}

function buildCircuit(store: Store, draft: Draft) {
  const { properties, before } = draft;
  const { tier = 'Standard', family = 'MeteredData' } = (draft.body.sku ?? {}) as CircuitSku;
  const peerings = buildParts(draft, 'peerings', (peering) => ({
    azureASN: MICROSOFT_ASN,
    state: 'Enabled',
    ...selectProperties(peering, PEERING_PROPERTIES),
  }));
  const unknownPeering = peerings.find((peering) => !PEERING_TYPES.includes(String(peering.properties.peeringType)));
  const problem =
    skuProblem(tier, family) ??
    providerProblem(draft.id, properties) ??
    (unknownPeering && unknownValue(unknownPeering.properties.peeringType, 'ExpressRoutePeeringType', 'properties.peeringType'));
  if (problem) return problem;
  return {
    topLevelProperties: { sku: { name: `${tier}_${family}`, tier, family } },
    properties: {
      serviceKey: before?.properties.serviceKey ?? store.newGuid(),
      peerings,
      ...selectProperties(properties, ['serviceProviderProperties', 'serviceProviderNotes']),
    },
  };
}

function skuProblem(tier: string, family: string): ArmError | undefined {
  if (!TIERS.includes(tier)) return unknownValue(tier, 'ExpressRouteCircuitSkuTier', 'sku.tier');
  return FAMILIES.includes(family) ? undefined : unknownValue(family, 'ExpressRouteCircuitSkuFamily', 'sku.family');
}

function providerProblem(id: string, { serviceProviderProperties }: Properties): ArmError | undefined {
  const { serviceProviderName, peeringLocation, bandwidthInMbps } = (serviceProviderProperties ?? {}) as Properties;
  if (serviceProviderName && peeringLocation && Number(bandwidthInMbps) > 0) return undefined;
  return refuse(
    INVENTED.circuitWithoutProvider,
    `ExpressRoute circuit ${id} must have the name of a service provider, a peering location and a bandwidth.`,
  );
}

/** A circuit in use, or one that the provider has provisioned, cannot be deleted (Microsoft's page on modifying circuits). */
function deletionProblem(store: Store, circuit: StoredResource): ArmError | undefined {
  const problem = usedProblem(store, circuit);
  if (problem || !store.sites.has(circuit.key)) return problem;
  return refuse(
    INVENTED.circuitIsProvisioned,
    `ExpressRoute circuit ${circuit.id} cannot be deleted until its service provider has deprovisioned it.`,
  );
}

const usedProblem = refuseWhileUsed({
  code: 'InUseExpressRouteCircuitCannotBeDeleted',
  message: ({ id }, users) => `ExpressRoute circuit ${id} is in use and cannot be deleted. It is used by ${users}.`,
});

const circuitsOf = ({ connections }: TopologyRows): string[] => {
  const ids = connections.flatMap(({ kind, toId }) => (kind === 'ExpressRoute' && toId !== undefined ? [toId] : []));
  return [...new Map(ids.map((id) => [resourceKey(id), id])).values()];
};

/** Body for a circuit of a fixture. */
const CIRCUIT: SeededContent = {
  properties: {
    serviceProviderProperties: { serviceProviderName: 'Equinix', peeringLocation: 'Amsterdam', bandwidthInMbps: 200 },
    peerings: [
      {
        name: 'AzurePrivatePeering',
        properties: {
          peeringType: 'AzurePrivatePeering',
          peerASN: 65020,
          primaryPeerAddressPrefix: '172.31.255.0/30',
          secondaryPeerAddressPrefix: '172.31.255.4/30',
          vlanId: 100,
        },
      },
    ],
  },
};
