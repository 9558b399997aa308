import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { PrivateEndpointRow } from '@peerscape/shared/topology';
import { missingReferenceId, referenceNotFound } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { parentKey } from '../store/references.ts';
import type { ResourceRef, Store, StoredResource } from '../store/store.ts';
import { PRIVATE_RECORD_SETS } from './dns-services.ts';
import { referenceIn } from './ip-configurations.ts';
import { buildInterface } from './network-interfaces.ts';
import { buildParts, type Part, partsIn, selectProperties } from './parts.ts';
import { type Draft, type Properties, type ResourceKind, referrers, type SeededContent } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE, RESOURCE_SHAPE } from './shapes.ts';

const CONNECTION: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    privateLinkServiceId: 'string',
    groupIds: ['string'],
    requestMessage: 'string',
    privateLinkServiceConnectionState: 'any',
    provisioningState: 'string',
  },
};

const ENDPOINT_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    subnet: EMBEDDED_REFERENCE_SHAPE,
    privateLinkServiceConnections: [CONNECTION],
    manualPrivateLinkServiceConnections: [CONNECTION],
    applicationSecurityGroups: [EMBEDDED_REFERENCE_SHAPE],
    ipConfigurations: [
      {
        name: 'string',
        type: 'string',
        etag: 'string',
        properties: { groupId: 'string', memberName: 'string', privateIPAddress: 'string' },
      },
    ],
    customNetworkInterfaceName: 'string',
    customDnsConfigs: 'any',
    networkInterfaces: 'any',
    ipVersionType: 'string',
    resourceGuid: 'string',
    provisioningState: 'string',
  },
};

const ZONE_GROUP_SHAPE: Shape = {
  ...RESOURCE_SHAPE,
  properties: {
    privateDnsZoneConfigs: [{ ...RESOURCE_SHAPE, properties: { privateDnsZoneId: 'string', recordSets: 'any' } }],
    provisioningState: 'string',
  },
};

export const privateEndpoints: readonly ResourceKind[] = [
  {
    group: 'PrivateEndpoints',
    type: 'privateEndpoints',
    listInSubscription: 'ListBySubscription',
    hasResourceGuid: true,
    write: {
      body: ENDPOINT_SHAPE,
      takes: 'resource',
      build: buildEndpoint,
      afterPut: (store, endpoint) => {
        putInterface(store, endpoint);
        refreshRecords(store, endpoint);
      },
      afterDelete: (store, endpoint) => {
        for (const { id } of interfacesOf(store, endpoint)) store.dropResource(resourceKey(id));
        dropRecords(store, endpoint);
      },
    },
    fromRows: (rows) => rows.privateEndpoints.map((row) => ({ id: row.id, ...toEndpoint(row) })),
    view: (store, endpoint) => ({ ...endpoint.properties, networkInterfaces: interfacesOf(store, endpoint), customDnsConfigs: [] }),
  },
  {
    group: 'PrivateDnsZoneGroups',
    type: 'privateEndpoints/privateDnsZoneGroups',
    write: {
      body: ZONE_GROUP_SHAPE,
      takes: 'resource',
      build: buildZoneGroup,
      afterPut: refreshEndpoint,
      afterDelete: refreshEndpoint,
    },
    view: (store, { key, properties }) => {
      const endpoint = store.resources.get(parentKey(key));
      return {
        privateDnsZoneConfigs: partsIn(properties, 'privateDnsZoneConfigs').map((config) => ({
          ...config,
          properties: { ...config.properties, recordSets: endpoint ? recordSetsIn(store, endpoint, config) : [] },
        })),
      };
    },
  },
];

const interfacesOf = (store: Store, { key }: Pick<ResourceRef, 'key'>) => referrers(store, key, /\/networkInterfaces\/[^/]+$/i);

function buildEndpoint(store: Store, draft: Draft) {
  const { properties } = draft;
  const connections = buildParts(draft, 'privateLinkServiceConnections', (connection) => toConnection(connection, 'Approved'));
  const manual = buildParts(draft, 'manualPrivateLinkServiceConnections', (connection) => toConnection(connection, 'Pending'));
  const problem = connectionsProblem(draft, [...connections, ...manual]);
  if (problem) return problem;
  const built = buildInterface(store, interfaceDraft(store, draft, `${draft.name}.nic`));
  if ('kind' in built) return built;
  const groups = ((properties.applicationSecurityGroups ?? []) as readonly unknown[]).flatMap((each) => referenceIn(each) ?? []);
  return {
    properties: {
      privateLinkServiceConnections: connections,
      manualPrivateLinkServiceConnections: manual,
      customNetworkInterfaceName: properties.customNetworkInterfaceName ?? '',
      subnet: referenceIn(properties.subnet),
      ...(groups.length > 0 && { applicationSecurityGroups: groups }),
      ipConfigurations: properties.ipConfigurations ?? [],
      ipVersionType: properties.ipVersionType ?? 'IPv4',
    },
  };
}

/** A connection to a resource of the caller is approved at once; a manual one waits for its owner (Microsoft's page on private endpoints). */
const toConnection = (connection: Properties, status: string): Properties => ({
  ...selectProperties(connection, ['privateLinkServiceId', 'groupIds', 'requestMessage']),
  privateLinkServiceConnectionState: { status, description: '', actionsRequired: 'None' },
});

function connectionsProblem({ id }: Draft, connections: readonly Part[]): ArmError | undefined {
  const [connection, second] = connections;
  if (!connection || second)
    return networkError(
      400,
      'PrivateEndpointInvalidConnections',
      `Private endpoint ${id} must have exactly one private link service connection.`,
    );
  return connection.properties.privateLinkServiceId ? undefined : missingReferenceId(`${connection.id}/privateLinkServiceId`);
}

interface StaticConfiguration {
  readonly properties?: { readonly privateIPAddress?: string };
}

/** Returns the PUT of the interface that Azure makes for an endpoint, with the static address of the endpoint if it has one. */
function interfaceDraft(store: Store, endpoint: Draft | StoredResource, defaultName: string): Draft {
  const { properties, subscriptionId, resourceGroup, location } = endpoint;
  const [current] = interfacesOf(store, endpoint);
  const name = String(properties.customNetworkInterfaceName || defaultName);
  const id = current?.id ?? endpoint.id.replace(/privateEndpoints\/[^/]+$/i, `networkInterfaces/${name}`);
  const [configuration] = (properties.ipConfigurations ?? []) as readonly StaticConfiguration[];
  const privateIPAddress = configuration?.properties?.privateIPAddress;
  const own = {
    ipConfigurations: [
      {
        name: 'privateEndpointIpConfig',
        properties: { subnet: properties.subnet, ...(privateIPAddress && { privateIPAllocationMethod: 'Static', privateIPAddress }) },
      },
    ],
  };
  const key = resourceKey(id);
  return {
    id,
    key,
    name: lastName(id),
    subscriptionId,
    resourceGroup,
    type: 'Microsoft.Network/networkInterfaces',
    location,
    properties: own,
    body: { properties: own },
    before: store.resources.get(key),
    apiVersion: '',
  };
}

/** Stores the interface of an endpoint. That it can have one was checked when the endpoint was built. */
function putInterface(store: Store, endpoint: StoredResource): void {
  const draft = interfaceDraft(store, endpoint, `${endpoint.name}.nic.${endpoint.resourceGuid}`);
  const built = buildInterface(store, draft);
  if ('kind' in built) throw new Error(built.message);
  const { id, key, name, subscriptionId, resourceGroup, type, location, before } = draft;
  store.putResource({
    id,
    key,
    name,
    subscriptionId,
    resourceGroup,
    type,
    location,
    etag: store.newEtag(),
    resourceGuid: before?.resourceGuid ?? store.newGuid(),
    provisioning: 'Succeeded',
    properties: { ...built.properties, privateEndpoint: { id: endpoint.id } },
    inVNet: endpoint.inVNet,
  });
}

const zonesIn = (properties: Properties): readonly string[] =>
  partsIn(properties, 'privateDnsZoneConfigs').map((config) => String(config.properties.privateDnsZoneId));

function buildZoneGroup(store: Store, draft: Draft) {
  const configs = buildParts(draft, 'privateDnsZoneConfigs', (config) => selectProperties(config, ['privateDnsZoneId']));
  for (const { id, properties } of configs) {
    const zone = properties.privateDnsZoneId;
    if (typeof zone !== 'string') return missingReferenceId(`${id}/privateDnsZoneId`);
    if (!store.resources.has(resourceKey(zone))) return referenceNotFound(zone, id);
  }
  return { properties: { privateDnsZoneConfigs: configs } };
}

const RECORD_TYPE = 'Microsoft.Network/privateDnsZones/A';
const RECORD_TTL = 10;

/** Returns the metadata by which record sets of an endpoint are recognized. */
const creatorOf = ({ name, resourceGuid }: StoredResource): string =>
  `created by private endpoint ${name} with resource guid ${resourceGuid}`;

const recordsOf = (store: Store, endpoint: StoredResource): readonly StoredResource[] =>
  store
    .resourcesOfType(RECORD_TYPE)
    .filter(({ properties }) => (properties.metadata as Properties | undefined)?.creator === creatorOf(endpoint));

function dropRecords(store: Store, endpoint: StoredResource): void {
  for (const { key } of recordsOf(store, endpoint)) store.dropResource(key);
}

/** Stores the records of an endpoint again, because its address or the zones of its zone groups have changed. */
function refreshRecords(store: Store, endpoint: StoredResource): void {
  dropRecords(store, endpoint);
  for (const { properties } of store.childrenOf(endpoint.key)) for (const zone of zonesIn(properties)) putRecord(store, endpoint, zone);
}

/** Refreshes the records of the endpoint that a zone group belongs to. */
function refreshEndpoint(store: Store, { key }: StoredResource): void {
  const endpoint = store.resources.get(parentKey(key));
  if (endpoint) refreshRecords(store, endpoint);
}

/** Stores the A record of an endpoint in a zone, under the name of the resource that the endpoint leads to. It replaces another of that name. */
function putRecord(store: Store, endpoint: StoredResource, zoneId: string): void {
  const zone = store.resources.get(resourceKey(zoneId));
  const [nic] = interfacesOf(store, endpoint);
  const [configuration] = partsIn(nic && store.resources.get(resourceKey(nic.id))?.properties, 'ipConfigurations');
  const [connection] = [
    ...partsIn(endpoint.properties, 'privateLinkServiceConnections'),
    ...partsIn(endpoint.properties, 'manualPrivateLinkServiceConnections'),
  ];
  if (!zone || !configuration || !connection) return;
  const name = lastName(String(connection.properties.privateLinkServiceId)).toLowerCase();
  const id = `${zone.id}/A/${name}`;
  store.putResource({
    id,
    key: resourceKey(id),
    name,
    subscriptionId: zone.subscriptionId,
    resourceGroup: zone.resourceGroup,
    type: RECORD_TYPE,
    location: undefined,
    etag: PRIVATE_RECORD_SETS.newEtag(store),
    resourceGuid: store.newGuid(),
    provisioning: 'Succeeded',
    properties: {
      metadata: { creator: creatorOf(endpoint) },
      ttl: RECORD_TTL,
      aRecords: [{ ipv4Address: configuration.properties.privateIPAddress }],
      isAutoRegistered: false,
    },
  });
}

/** Returns what a zone group shows of the record that the endpoint has in a zone. */
const recordSetsIn = (store: Store, endpoint: StoredResource, { properties }: Part): Properties[] => {
  const zone = resourceKey(String(properties.privateDnsZoneId));
  return recordsOf(store, endpoint)
    .filter(({ key }) => key.startsWith(`${zone}/`))
    .map((record) => ({
      recordType: 'A',
      recordSetName: record.name,
      fqdn: `${record.name}.${lastName(String(properties.privateDnsZoneId))}`,
      ttl: RECORD_TTL,
      ipAddresses: ((record.properties.aRecords ?? []) as readonly { ipv4Address: string }[]).map(({ ipv4Address }) => ipv4Address),
      provisioningState: 'Succeeded',
    }));
};

/** Converts a row to the body of a private endpoint of a private link service that has its name. */
const toEndpoint = ({ id, subnetId, addresses }: PrivateEndpointRow): SeededContent => ({
  properties: {
    subnet: { id: subnetId },
    privateLinkServiceConnections: [
      {
        name: lastName(id),
        properties: { privateLinkServiceId: id.replace(/privateEndpoints\/(?=[^/]+$)/i, 'privateLinkServices/'), groupIds: [] },
      },
    ],
    ipConfigurations: addresses.map((privateIPAddress) => ({ name: 'default', properties: { privateIPAddress } })),
  },
});
