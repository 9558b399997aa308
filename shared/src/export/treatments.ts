import { managingTool } from '../health/index.ts';
import type {
  AbsentVNetRow,
  ApplianceRow,
  ConnectedGroupRow,
  ConnectionRow,
  DnsLinkRow,
  DnsZoneRow,
  FirewallRow,
  GatewayRow,
  HalfRow,
  ReadError,
  RouteRow,
  RouteServerRow,
  RouteTableRow,
  Snapshot,
  Source,
  SubnetRow,
  SubscriptionRow,
  TopologyRows,
  VNetRow,
} from '../topology/index.ts';
import { type Replacer, replaceId } from './replacer.ts';

/** Returns the anonymised value of a field; undefined omits the field. */
type Treatment<T> = (value: T, replacer: Replacer) => T | undefined;

/** Treatment of every field of a row: a new field does not compile until somebody has decided whether it identifies anybody. */
type Treatments<Row> = { readonly [K in keyof Row]-?: Treatment<Exclude<Row[K], undefined>> };

/** Keeps values that Azure defines, such as states, and switches. */
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
};

/** Tags stay only where a rule recognises in them the tool that manages the VNet. */
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
  etag,
  resourceGuid,
  provisioningState: same,
};

const HALF: Treatments<HalfRow> = {
  id,
  remoteId: id,
  state: same,
  sync: same,
  allowAccess: same,
  allowForwarded: same,
  allowTransit: same,
  useRemoteGateways: same,
  doNotVerifyRemoteGateways: same,
  completeVnets: same,
  onlyIPv6: same,
  localSubnets: subnetNames,
  remoteSubnets: subnetNames,
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

const GATEWAY: Treatments<GatewayRow> = {
  id,
  vnetId: id,
  kind: same,
  sku: same,
  vpnType: same,
  activeActive: same,
  asn: (value) => (value === AZURE_ASN ? value : undefined),
};

const CONNECTION: Treatments<ConnectionRow> = { id, kind: same, status: same, gatewayId: id, toId: id };
const FIREWALL: Treatments<FirewallRow> = { id, vnetId: id, privateIp: (text, { prefix }) => prefix(text), sku: same };
const APPLIANCE: Treatments<ApplianceRow> = { id, vnetId: id, privateIps: prefixes };
const ROUTE_SERVER: Treatments<RouteServerRow> = { id, vnetId: id };

/** Service tags in place of a prefix: `Storage.WestEurope`. */
const SERVICE_TAG = /^[A-Z][A-Za-z]+(?:\.[A-Za-z0-9]+)?$/;

const ROUTE: Treatments<RouteRow> = {
  name: (text, { name }) => name('routes', text),
  prefix: (text, { prefix }) => (SERVICE_TAG.test(text) ? text : prefix(text)),
  nextHopType: same,
  nextHopIp: (text, { prefix }) => prefix(text),
};

const ROUTE_TABLE: Treatments<RouteTableRow> = {
  id,
  routes: list(ROUTE),
  subnetIds: (ids, replacer) => ids.map((one) => replaceId(one, replacer)),
  disableBgpPropagation: same,
  disablePeeringRoute: same,
};

const DNS_ZONE: Treatments<DnsZoneRow> = { id };
const DNS_LINK: Treatments<DnsLinkRow> = { id, zoneId: id, vnetId: id, registration: same, state: same };

const CONNECTED_GROUP: Treatments<ConnectedGroupRow> = {
  id,
  // a group is named after its configuration and, in a hub-and-spoke topology, its network group
  name: (text, { name }) =>
    text
      .split(' / ')
      .map((part, i) => name(i === 0 ? 'connectivityconfigurations' : 'networkgroups', part))
      .join(' / '),
  global: same,
  vnetIds: (ids, replacer) => ids.map((one) => replaceId(one, replacer)),
};

const ABSENT_VNET: Treatments<AbsentVNetRow> = { id, reason: same, tenantId };

const ROWS: Treatments<TopologyRows> = {
  subscriptions: list(SUBSCRIPTION),
  vnets: list(VNET),
  halves: list(HALF),
  gateways: list(GATEWAY),
  connections: list(CONNECTION),
  firewalls: list(FIREWALL),
  appliances: list(APPLIANCE),
  routeServers: list(ROUTE_SERVER),
  routeTables: list(ROUTE_TABLE),
  dnsZones: list(DNS_ZONE),
  dnsLinks: list(DNS_LINK),
  connectedGroups: list(CONNECTED_GROUP),
  missingKinds: same,
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
};

const SOURCE: Treatments<Source> = { kind: same, name: () => 'Anonymised estate' };

/** Anonymises a snapshot. */
export const treatSnapshot = row<Snapshot>({
  format: same,
  revision: same,
  readAt: same,
  source: row(SOURCE),
  unread: list(READ_ERROR),
  messages: omit,
  rows: row(ROWS),
});
