import { lastName } from '../arm/index.ts';
import { type HalfRow, STATE_NOT_GIVEN, type VNetRow } from '../topology/index.ts';

/** A property that differs between two readings. A single value is removed and added as a whole. */
export interface FieldChange {
  readonly label: string;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** A property to compare, in Azure's words; its values are undefined if the source does not contain it. */
interface Field<Row> {
  readonly label: string;
  readonly values: (row: Row) => readonly string[] | undefined;
}

const single = (value: string | boolean | undefined): readonly string[] | undefined => (value === undefined ? undefined : [String(value)]);

const VNET_FIELDS: readonly Field<VNetRow>[] = [
  // a query may have left the address space out
  { label: 'Address space', values: ({ addressSpace }) => (addressSpace.length > 0 ? addressSpace : undefined) },
  { label: 'Subnets', values: ({ subnets }) => subnets.map(({ name, prefixes }) => `${name} ${prefixes.join(' ')}`.trim()) },
  { label: 'DNS servers', values: ({ dnsServers = [] }) => dnsServers },
  { label: 'Tags', values: ({ tags = {} }) => Object.entries(tags).map(([name, value]) => `${name}=${value}`) },
  { label: 'Region', values: ({ location }) => (location === '' ? undefined : [location]) },
  { label: 'Provisioning state', values: ({ provisioningState }) => single(provisioningState) },
];

const HALF_FIELDS: readonly Field<HalfRow>[] = [
  { label: 'Remote VNet', values: ({ remoteId }) => [lastName(remoteId)] },
  { label: 'Peering state', values: ({ state }) => (state === STATE_NOT_GIVEN ? undefined : [state]) },
  { label: 'Sync level', values: ({ sync }) => single(sync) },
  { label: 'allowVirtualNetworkAccess', values: ({ allowAccess }) => single(allowAccess) },
  { label: 'allowForwardedTraffic', values: ({ allowForwarded }) => single(allowForwarded) },
  { label: 'allowGatewayTransit', values: ({ allowTransit }) => single(allowTransit) },
  { label: 'useRemoteGateways', values: ({ useRemoteGateways }) => single(useRemoteGateways) },
  { label: 'peerCompleteVnets', values: ({ completeVnets = true }) => single(completeVnets) },
  { label: 'enableOnlyIPv6Peering', values: ({ onlyIPv6 = false }) => single(onlyIPv6) },
  { label: 'localSubnetNames', values: ({ localSubnets = [] }) => localSubnets },
  { label: 'remoteSubnetNames', values: ({ remoteSubnets = [] }) => remoteSubnets },
  { label: 'remoteAddressSpace', values: ({ remoteLearned }) => remoteLearned },
  { label: 'Provisioning state', values: ({ provisioningState }) => single(provisioningState) },
];

const compareWith =
  <Row>(fields: readonly Field<Row>[]) =>
  (before: Row, after: Row): readonly FieldChange[] =>
    fields.flatMap(({ label, values }) => {
      const [old, current] = [values(before), values(after)];
      if (!old || !current) return [];
      const change = { label, removed: old.filter((one) => !current.includes(one)), added: current.filter((one) => !old.includes(one)) };
      return change.removed.length + change.added.length > 0 ? [change] : [];
    });

/** Compares two records of a VNet. Properties that one of them lacks are not compared. */
export const compareVNets = compareWith(VNET_FIELDS);

/** Compares two records of a half. */
export const compareHalves = compareWith(HALF_FIELDS);

/** Formats a change for a line of text: `Peering state: Connected → Disconnected`, `Subnets: + app 10.0.1.0/24 − old 10.0.2.0/24`. */
export function formatFieldChange({ label, removed, added }: FieldChange): string {
  if (removed.length === 1 && added.length === 1) return `${label}: ${removed[0]} → ${added[0]}`;
  const parts = [...added.map((one) => `+ ${one}`), ...removed.map((one) => `− ${one}`)];
  return `${label}: ${parts.join(', ')}`;
}
