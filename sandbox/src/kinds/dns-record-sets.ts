import { resourceKey } from '@peerscape/shared/arm';
import { normalizeAddress } from '../addressing/addresses.ts';
import type { ArmError } from '../arm/operation-handler.ts';
import type { Shape } from '../arm/shape.ts';
import { parentKey } from '../store/references.ts';
import type { Store, StoredResource } from '../store/store.ts';
import { zoneBadRequest, zoneConflict } from './dns-errors.ts';
import { isDomainName } from './dns-names.ts';
import { isWithin, RECORD_TYPES, type RecordType } from './dns-record-types.ts';
import { type DerivedSet, registeredSets } from './dns-registration.ts';
import { PRIVATE_RECORD_SETS, PUBLIC_RECORD_SETS } from './dns-services.ts';
import { findProblem, selectProperties } from './parts.ts';
import { childrenOfKind, type Draft, type Properties, type ResourceKind, type Service } from './resource-kind.ts';
import { RESOURCE_SHAPE } from './shapes.ts';

/** Differences between the record sets of private and public zones. */
interface Flavor {
  readonly name: 'private' | 'public';
  readonly zoneType: string;
  readonly types: readonly string[];
  readonly maxRecordSets: number;
  /** Longest text of a TXT record. */
  readonly maxText: number;
  readonly service: Service;
  /** Property with the time to live. */
  readonly ttl: 'ttl' | 'TTL';
  /** Property of an SOA record with the time to live of negative answers. */
  readonly minimumTtl: string;
  readonly propertyOf: (type: RecordType) => string;
  /** Returns what the api-version shows besides the records. */
  readonly extra: (resource: StoredResource, apiVersion: string) => Properties;
  /** Returns the sets that Azure maintains by the type of record. */
  readonly derived: Readonly<Record<string, (store: Store, zone: StoredResource) => readonly DerivedSet[]>>;
}

/** Limits of zones and record sets (Microsoft's page on subscription and service limits). */
export const MAX_PRIVATE_RECORD_SETS = 25_000;
export const MAX_PUBLIC_RECORD_SETS = 10_000;
const MAX_RECORDS = 20;
const MAX_TTL = 2_147_483_647;
const APEX = '@';
/** Types of the sets that every zone has at its apex. */
const APEX_TYPES: readonly string[] = ['NS', 'SOA'];

/** Returns the error for the name of a record set: labels of at most 63 characters; `@` is the apex, `*` the wildcard (Microsoft's page on records). */
function nameProblem(name: string, zone: string): ArmError | undefined {
  const isValid = name === APEX || name === '*' || (isDomainName(name) && !name.endsWith('.'));
  if (isValid && fqdnOf(name, zone).length <= 254) return undefined;
  return zoneBadRequest(`The relative record set name '${name}' is invalid.`);
}

const fqdnOf = (name: string, zone: string): string => (name === APEX ? `${zone}.` : `${name}.${zone}.`);
const zoneIdOf = (id: string): string => id.split('/').slice(0, -2).join('/');
const zoneNameOf = ({ id }: Pick<StoredResource, 'id'>): string => id.split('/').at(-3) ?? '';

function buildRecordSet(store: Store, draft: Draft, flavor: Flavor, type: RecordType) {
  const { name, properties, before } = draft;
  const property = flavor.propertyOf(type);
  const ttl = properties[flavor.ttl] ?? properties.ttl ?? before?.properties[flavor.ttl] ?? 3600;
  const zone = store.resources.get(parentKey(draft.key));
  const given = properties[property] ?? properties[privatePropertyOf(type)];
  const records =
    type.name === 'SOA' ? { ...objectOf(before?.properties[property]), ...objectOf(given) } : (given ?? (type.isSingle ? undefined : []));
  const problem =
    nameProblem(name, zoneNameOf(draft)) ??
    (isWithin(ttl, MAX_TTL) && ttl !== 0
      ? undefined
      : zoneBadRequest(`The TTL '${String(ttl)}' is invalid. It must be from 1 to ${MAX_TTL}.`)) ??
    placeProblem(type, name, before) ??
    recordsProblem(type, flavor, listOf(records)) ??
    maintainedProblem(type, property, records, name, zone, before) ??
    cnameProblem(store, draft, flavor, type) ??
    countProblem(store, draft, flavor);
  if (problem) return problem;
  return {
    properties: {
      ...selectProperties(properties, ['metadata']),
      [flavor.ttl]: ttl,
      ...(records !== undefined && { [property]: records }),
      ...(flavor.name === 'private' && { isAutoRegistered: false }),
    },
  };
}

/** Returns the property with the records in private zones. Azure ignores case, so bodies for public zones may have it too. */
const privatePropertyOf = ({ name, isSingle }: RecordType): string => `${name.toLowerCase()}Record${isSingle ? '' : 's'}`;

const objectOf = (content: unknown): Properties => (content ?? {}) as Properties;
const listOf = (records: unknown): readonly Properties[] =>
  (Array.isArray(records) ? records : records === undefined ? [] : [records]) as readonly Properties[];

function placeProblem(type: RecordType, name: string, before: StoredResource | undefined): ArmError | undefined {
  if (type.name === 'SOA' && !before) return zoneBadRequest(`A record set of type 'SOA' can only be at the zone apex, not at '${name}'.`);
  if (type.name === 'CNAME' && name === APEX)
    return zoneBadRequest("A record set of type 'CNAME' cannot be created at the zone apex ('@').");
  return undefined;
}

function recordsProblem(type: RecordType, flavor: Flavor, records: readonly Properties[]): ArmError | undefined {
  if (records.length > MAX_RECORDS)
    return zoneBadRequest(
      `The record set has ${records.length} records, but the maximum number of records per record set is ${MAX_RECORDS}.`,
    );
  const texts = records.map((record) => JSON.stringify(Object.entries(record).sort()));
  if (new Set(texts).size < texts.length) return zoneBadRequest('The record set contains the same record more than once.');
  const message = findProblem(records, (record) => type.problem?.(record, flavor.maxText));
  return message === undefined ? undefined : zoneBadRequest(message);
}

/** The host of the SOA record and Azure's own name servers cannot be changed (Microsoft's page on DNS zones and records). */
function maintainedProblem(
  type: RecordType,
  property: string,
  records: unknown,
  name: string,
  zone: StoredResource | undefined,
  before: StoredResource | undefined,
): ArmError | undefined {
  if (type.name === 'SOA' && objectOf(records).host !== objectOf(before?.properties[property]).host)
    return zoneBadRequest('The host of the SOA record cannot be changed.');
  if (type.name !== 'NS' || name !== APEX) return undefined;
  const servers = listOf(records).map(({ nsdname }) => nsdname);
  const missing = nameServersOf(zone).find((server) => !servers.includes(server));
  return missing === undefined
    ? undefined
    : zoneBadRequest(`The name server '${missing}' cannot be removed from the NS record set at the zone apex.`);
}

const nameServersOf = (zone: StoredResource | undefined): readonly string[] => (zone?.properties.nameServers ?? []) as readonly string[];

/** A CNAME record is the only one with its name. */
function cnameProblem(store: Store, { id, name }: Draft, { types }: Flavor, type: RecordType): ArmError | undefined {
  const exists = (other: string): boolean => store.resources.has(resourceKey(`${zoneIdOf(id)}/${other}/${name}`));
  if (type.name === 'CNAME') {
    if (!types.some((other) => other !== 'CNAME' && exists(other))) return undefined;
    return zoneConflict('The CNAME record could not be created because another record with the same name already exists in this zone.');
  }
  if (!exists('CNAME')) return undefined;
  return zoneConflict('The record could not be created because a CNAME record with the same name already exists in this zone.');
}

const isRecordSet = ({ type }: StoredResource): boolean => !type.endsWith('/virtualNetworkLinks');

/** The sets at the apex that Azure maintains count too. */
function countProblem(store: Store, { id, key, before }: Draft, { maxRecordSets, derived }: Flavor): ArmError | undefined {
  const isMaintained = (type: string): boolean => type in derived && !store.resources.has(resourceKey(`${zoneIdOf(id)}/${type}/${APEX}`));
  const count = store.childrenOf(parentKey(key)).filter(isRecordSet).length + APEX_TYPES.filter(isMaintained).length;
  if (before || count < maxRecordSets) return undefined;
  return zoneBadRequest(`The zone has reached the maximum number of record sets, ${maxRecordSets}.`);
}

/** The sets that a zone cannot be without are not deleted. */
function deletionProblem({ name }: StoredResource, type: RecordType): ArmError | undefined {
  if (name !== APEX || !APEX_TYPES.includes(type.name)) return undefined;
  return zoneBadRequest(`The record set of type '${type.name}' at the zone apex ('@') cannot be deleted.`);
}

/** Stores IPv6 addresses in their short form: public zones answer a PUT with what was sent, and then show that form (recordings). */
function shortenAddresses(store: Store, resource: StoredResource): void {
  const { AAAARecords, ...others } = resource.properties;
  const records = listOf(AAAARecords).map(({ ipv6Address }) => ({ ipv6Address: normalizeAddress(String(ipv6Address)) }));
  store.putResource({ ...resource, properties: { ...others, AAAARecords: records } });
}

function recordSetKind(flavor: Flavor, type: RecordType): ResourceKind {
  const property = flavor.propertyOf(type);
  const derived = flavor.derived[type.name];
  const record = type.name === 'SOA' ? { ...type.record, [flavor.minimumTtl]: 'number' as const } : type.record;
  const records: Shape = type.isSingle ? record : [record];
  const body: Shape = {
    ...RESOURCE_SHAPE,
    properties: {
      metadata: 'any',
      ttl: 'number',
      [flavor.ttl]: 'number',
      fqdn: 'string',
      isAutoRegistered: 'boolean',
      provisioningState: 'string',
      targetResource: {},
      [privatePropertyOf(type)]: records,
      [property]: records,
    },
  };
  return {
    group: 'RecordSets',
    variant: `${flavor.name} ${type.name}`,
    type: `${flavor.zoneType}/${type.name}`,
    service: flavor.service,
    hasLowerCaseNames: true,
    hasNoProvisioningState: true,
    listQuery: ['$top', '$recordsetnamesuffix'],
    write: {
      body,
      patch: body,
      takes: 'synchronous',
      checksName: true,
      build: (store, draft) => buildRecordSet(store, draft, flavor, type),
      deletionProblem: (_, resource) => deletionProblem(resource, type),
      ...(flavor.name === 'public' && type.name === 'AAAA' && { afterPut: shortenAddresses }),
    },
    ...(derived && { derived: (store, zone) => derived(store, zone).map((set) => toResource(flavor, type, zone, set)) }),
    view: (_, resource, apiVersion) => {
      const { metadata, ...records } = resource.properties;
      return {
        ...(metadata !== undefined && { metadata }),
        fqdn: fqdnOf(resource.name, zoneNameOf(resource)),
        ...records,
        ...flavor.extra(resource, apiVersion),
      };
    },
  };
}

/** Creates a set that Azure maintains. */
function toResource(flavor: Flavor, type: RecordType, zone: StoredResource, { name, etag, properties }: DerivedSet): StoredResource {
  const id = `${zone.id}/${type.name}/${name}`;
  const { subscriptionId, resourceGroup, resourceGuid } = zone;
  return {
    id,
    key: resourceKey(id),
    name,
    subscriptionId,
    resourceGroup,
    resourceGuid,
    type: `Microsoft.Network/${flavor.zoneType}/${type.name}`,
    location: undefined,
    etag,
    provisioning: 'Succeeded',
    properties,
  };
}

const kindsOf = (flavor: Flavor): readonly ResourceKind[] =>
  RECORD_TYPES.filter(({ name }) => flavor.types.includes(name)).map((type) => recordSetKind(flavor, type));

/** SOA record of a new zone (recordings). */
const soaRecord = (host: string, email: string, minimumTtl: Properties): Properties => ({
  email,
  expireTime: 2_419_200,
  host,
  ...minimumTtl,
  refreshTime: 3600,
  retryTime: 300,
  serialNumber: 1,
});

export const privateRecordSets: readonly ResourceKind[] = kindsOf({
  name: 'private',
  zoneType: 'privateDnsZones',
  types: ['A', 'AAAA', 'CNAME', 'MX', 'PTR', 'SOA', 'SRV', 'TXT'],
  maxRecordSets: MAX_PRIVATE_RECORD_SETS,
  maxText: 1024,
  service: PRIVATE_RECORD_SETS,
  ttl: 'ttl',
  minimumTtl: 'minimumTtl',
  propertyOf: privatePropertyOf,
  extra: () => ({}),
  derived: {
    A: registeredSets,
    SOA: (_, { resourceGuid }) => [
      {
        name: APEX,
        etag: resourceGuid,
        properties: {
          ttl: 3600,
          soaRecord: soaRecord('azureprivatedns.net', 'azureprivatedns-host.microsoft.com', { minimumTtl: 10 }),
          isAutoRegistered: false,
        },
      },
    ],
  },
});

/** First api-version that shows the state and the target of a record set. */
const FIRST_WITH_STATE = '2018-05-01';

export const publicRecordSets: readonly ResourceKind[] = kindsOf({
  name: 'public',
  zoneType: 'dnszones',
  types: RECORD_TYPES.map(({ name }) => name),
  maxRecordSets: MAX_PUBLIC_RECORD_SETS,
  maxText: 4096,
  service: PUBLIC_RECORD_SETS,
  ttl: 'TTL',
  minimumTtl: 'minimumTTL',
  propertyOf: ({ name, isSingle }) => (name === 'CAA' ? 'caaRecords' : `${name}Record${isSingle ? '' : 's'}`),
  extra: ({ provisioning }, apiVersion) => (apiVersion >= FIRST_WITH_STATE ? { targetResource: {}, provisioningState: provisioning } : {}),
  derived: {
    NS: (_, zone) => [
      {
        name: APEX,
        etag: zone.resourceGuid,
        properties: { TTL: 172_800, NSRecords: nameServersOf(zone).map((nsdname) => ({ nsdname })) },
      },
    ],
    SOA: (_, zone) => [
      {
        name: APEX,
        etag: zone.resourceGuid,
        properties: {
          TTL: 3600,
          SOARecord: soaRecord(nameServersOf(zone)[0] ?? '', 'azuredns-hostmaster.microsoft.com', { minimumTTL: 300 }),
        },
      },
    ],
  },
});

/** Returns the number of record sets of a zone. */
export const countRecordSets = (store: Store, zone: StoredResource, kinds: readonly ResourceKind[]): number =>
  kinds.reduce((count, kind) => count + childrenOfKind(store, kind, zone).length, 0);
