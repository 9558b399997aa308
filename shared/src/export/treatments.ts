import {
  type AbsentVNetRow,
  type AttachedKind,
  collectKinds,
  collectSettings,
  type Fields,
  type FieldType,
  type FieldValues,
  type HalfRow,
  managingTool,
  parseField,
  type ReadError,
  type SettingValues,
  type Snapshot,
  type Source,
  type SubnetRow,
  type SubscriptionRow,
  type TopologyRows,
  type VNetRow,
} from '../topology/index.ts';
import { type Replacer, replaceId } from './replacer.ts';

/** Returns the anonymised value of a field; undefined omits the field. */
type Treatment<T> = (value: T, replacer: Replacer) => T | undefined;

/** Treatment of every field of a row: a new field does not compile until its treatment is defined. */
type Treatments<Row> = { readonly [K in keyof Row]-?: Treatment<Exclude<Row[K], undefined>> };

/** Leaves values unchanged that Azure defines, such as states, and booleans. */
const same = <T>(value: T): T => value;
const omit = (): undefined => undefined;
const id: Treatment<string> = replaceId;
const prefixes: Treatment<readonly string[]> = (list, { prefix }) => list.map(prefix);
const subnetNames: Treatment<readonly string[]> = (list, { name }) => list.map((one) => name('subnets', one));
const etag: Treatment<string> = (text, { guid }) => `W/"${guid('etag', text)}"`;
const tenantId: Treatment<string> = (text, { guid }) => guid('tenant', text);
const resourceGuid: Treatment<string> = (text, { guid }) => guid('resource', text);

const row =
  <Row extends object>(treatments: Treatments<Row>) =>
  (value: Row, replacer: Replacer): Row => {
    const entries = Object.entries(value).flatMap(([field, one]) => {
      const treat = treatments[field as keyof Row] as Treatment<unknown> | undefined;
      const treated = one === undefined ? undefined : treat?.(one, replacer);
      return treated === undefined ? [] : [[field, treated]];
    });
    return Object.fromEntries(entries) as Row;
  };

const list =
  <Row extends object>(treatments: Treatments<Row>): Treatment<readonly Row[]> =>
  (values, replacer) =>
    values.map((value) => row(treatments)(value, replacer));

const SUBSCRIPTION: Treatments<SubscriptionRow> = {
  id: (text, { guid }) => guid('subscription', text),
  name: (text, { name }) => name('subscriptions', text),
  tenantId,
};

const SUBNET: Treatments<SubnetRow> = {
  name: (text, { name }) => name('subnets', text),
  prefixes,
  routeTableId: id,
  networkSecurityGroupId: id,
  natGatewayId: id,
  defaultOutboundAccess: same,
  serviceEndpoints: same,
  privateEndpointNetworkPolicies: same,
};

/** Keeps only tags by which a rule recognises the tool that manages the VNet. */
const tags: Treatment<Readonly<Record<string, string>>> = (values, { name }) =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => {
      const tool = managingTool(key, value);
      return tool === undefined ? [name('tags', key), name('tagvalues', value)] : [key, tool];
    }),
  );

const VNET: Treatments<VNetRow> = {
  id,
  location: same,
  tags,
  addressSpace: prefixes,
  subnets: list(SUBNET),
  halvesNotRead: same,
  dnsServers: prefixes,
  summarizedGatewayPrefixes: prefixes,
  etag,
  resourceGuid,
  provisioningState: same,
};

const SETTINGS = collectSettings<Treatments<SettingValues>>(({ kind }) => (kind === 'names' ? subnetNames : same));

const HALF: Treatments<HalfRow> = {
  id,
  remoteId: id,
  state: same,
  sync: same,
  ...SETTINGS,
  remoteLearned: prefixes,
  remoteCurrent: prefixes,
  localLearned: prefixes,
  localCurrent: prefixes,
  provisioningState: same,
  resourceGuid,
  etag,
  other: omit,
};

/** Number of an autonomous system that Azure gives to every gateway; any other can identify an organisation. */
const AZURE_ASN = 65_515;

/** Service tags in place of a prefix, and `*`: `Storage.WestEurope`. */
const SERVICE_TAG = /^(?:\*|[A-Z][A-Za-z0-9]+(?:\.[A-Za-z0-9]+)?)$/;

/** Replaces a prefix, or the id of a network group in its place. */
const prefixOrTag: Treatment<string> = (text, replacer) => {
  if (SERVICE_TAG.test(text)) return text;
  return text.startsWith('/') ? replaceId(text, replacer) : replacer.prefix(text);
};

/** Treatment of the fields of attached resources, by their type. */
const BY_TYPE: { readonly [Type in FieldType]: Treatment<FieldValues[Type]> } = {
  id,
  ids: (values, replacer) => values.map((one) => replaceId(one, replacer)),
  text: same,
  texts: same,
  number: same,
  flag: same,
  asn: (value) => (value === AZURE_ASN ? value : undefined),
  address: (text, { prefix }) => prefix(text),
  addresses: prefixes,
  'route-name': (text, { name }) => name('routes', text),
  'route-prefix': prefixOrTag,
  prefixes: (values, replacer) => values.map((one) => prefixOrTag(one, replacer) ?? ''),
  'rule-name': (text, { name }) => name('securityrules', text),
  // a group is named after its configuration and, in a hub-and-spoke topology, its network group
  'group-name': (text, { name }) =>
    text
      .split(' / ')
      .map((part, i) => name(i === 0 ? 'connectivityconfigurations' : 'networkgroups', part))
      .join(' / '),
};

const ofFields = (fields: Fields): Treatments<object> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const parsed = parseField(field);
      return [name, 'each' in parsed ? list(ofFields(parsed.each)) : BY_TYPE[parsed.type]];
    }),
  );

const ATTACHED = collectKinds<{ readonly [K in AttachedKind]: Treatment<TopologyRows[K]> }>(({ fields }) => list(ofFields(fields)));

const ABSENT_VNET: Treatments<AbsentVNetRow> = { id, reason: same, tenantId };

const ROWS: Treatments<TopologyRows> = {
  subscriptions: list(SUBSCRIPTION),
  vnets: list(VNET),
  halves: list(HALF),
  ...ATTACHED,
  missingKinds: same,
  subscriptionCoverage: list({ subscriptionId: (text, { guid }) => guid('subscription', text), missingKinds: same }),
  absentVNets: list(ABSENT_VNET),
};

const GUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i;

const READ_ERROR: Treatments<ReadError> = {
  scope: (text, replacer) => {
    if (text.startsWith('/')) return replaceId(text, replacer);
    if (GUID.test(text)) return replacer.guid('subscription', text);
    return /^Microsoft\.[\w./]+$/i.test(text) ? text : replacer.name('scopes', text);
  },
  name: (text, { name }) => name('scopes', text),
  code: same,
  message: () => 'The message was removed because it can contain names.',
  retryAt: same,
  readAt: same,
};

const SOURCE: Treatments<Source> = { kind: same, name: () => 'Anonymised estate' };

/** Anonymises a snapshot. */
export const anonymiseSnapshot = row<Snapshot>({
  format: same,
  revision: same,
  readAt: same,
  source: row(SOURCE),
  unread: list(READ_ERROR),
  messages: omit,
  rows: row(ROWS),
});
