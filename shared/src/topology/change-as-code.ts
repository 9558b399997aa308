import { parseResourceId, type ResourceKey } from '../arm/index.ts';
import { peeringKey } from './build.ts';
import type { Change, HalfFlags, HalfRef } from './change.ts';
import { halfFrom, nodeOf } from './half-look.ts';
import type { Half, Topology } from './model.ts';

/** The same changes for whoever must make them elsewhere: text to send. */
export interface ChangesAsCode {
  readonly az: string;
  readonly bicep: string;
  readonly terraform: string;
}

/** The changes as commands of the Azure CLI, as Bicep and as Terraform, each with every setting the half is to have. */
export function changesAsCode(topology: Topology, changes: readonly Change[]): ChangesAsCode {
  const wanted = new Map<string, Wanted>();
  const steps = changes.map((change) => {
    const key = `${change.from}>${change.to}`;
    const before = wanted.get(key) ?? asItStands(topology, change);
    const after = change.kind === 'put-half' ? { ...before, flags: { ...before.flags, ...change.flags }, exists: true } : before;
    wanted.set(key, after);
    return { change, before, after };
  });
  const last = [...new Map(steps.map((step) => [`${step.change.from}>${step.change.to}`, step])).values()];
  return {
    az: steps.map(({ change, before, after }) => AZ[change.kind](after, before.exists, change)).join('\n'),
    bicep: last
      .map(({ change, after }) => (change.kind === 'put-half' ? bicep(after) : NOT_DECLARED[change.kind]('//', after)))
      .join('\n\n'),
    terraform: last
      .map(({ change, after }) => (change.kind === 'put-half' ? terraform(after) : NOT_DECLARED[change.kind]('#', after)))
      .join('\n\n'),
  };
}

/** A half as it is to be, with the coordinates that tools ask for. */
interface Wanted {
  readonly name: string;
  readonly subscription: string;
  readonly group: string;
  readonly vnet: string;
  readonly remoteId: string;
  readonly remote: string;
  readonly flags: HalfFlags;
  readonly exists: boolean;
}

const AZURES_DEFAULTS: HalfFlags = { allowAccess: true, allowForwarded: false, allowTransit: false, useRemoteGateways: false };

function asItStands(topology: Topology, change: Change): Wanted {
  const half = existing(topology, change);
  const owner = idOf(topology, change.from);
  const parts = parseResourceId(owner);
  const vnet = nameOf(topology, change.from);
  const remote = nameOf(topology, change.to);
  const given = change.kind === 'put-half' ? change.name : undefined;
  return {
    name: half?.name ?? given ?? `${vnet}-to-${remote}`.slice(0, 80),
    subscription: parts.ok ? parts.value.subscriptionId : '',
    group: parts.ok ? parts.value.resourceGroup : '',
    vnet,
    remoteId: idOf(topology, change.to),
    remote,
    flags: half ?? AZURES_DEFAULTS,
    exists: half !== undefined,
  };
}

function existing({ peerings }: Topology, { from, to }: HalfRef): Half | undefined {
  const peering = peerings.get(peeringKey(from, to));
  return peering && halfFrom(peering, from);
}

const idOf = (topology: Topology, key: ResourceKey): string => nodeOf(topology, key)?.id ?? key;
const nameOf = (topology: Topology, key: ResourceKey): string => nodeOf(topology, key)?.name ?? key;

/** Each flag under the names it has in ARM, in the CLI and in Terraform. */
const FLAGS = [
  { flag: 'allowAccess', arm: 'allowVirtualNetworkAccess', az: '--allow-vnet-access', terraform: 'allow_virtual_network_access' },
  { flag: 'allowForwarded', arm: 'allowForwardedTraffic', az: '--allow-forwarded-traffic', terraform: 'allow_forwarded_traffic' },
  { flag: 'allowTransit', arm: 'allowGatewayTransit', az: '--allow-gateway-transit', terraform: 'allow_gateway_transit' },
  { flag: 'useRemoteGateways', arm: 'useRemoteGateways', az: '--use-remote-gateways', terraform: 'use_remote_gateways' },
] as const;

interface Part {
  readonly arm: string;
  readonly az: string;
  readonly terraform: string;
  readonly value: boolean | readonly string[];
}

/** What else a half that does not peer whole VNets must say, or a declaration would turn it into one that does. */
function partsOf({ completeVnets = true, onlyIPv6 = false, localSubnets = [], remoteSubnets = [] }: HalfFlags): Part[] {
  if (completeVnets) return [];
  return [
    { arm: 'peerCompleteVnets', az: '--peer-complete-vnets', terraform: 'peer_complete_virtual_networks_enabled', value: false },
    { arm: 'enableOnlyIPv6Peering', az: '--enable-only-ipv6', terraform: 'only_ipv6_peering_enabled', value: onlyIPv6 },
    { arm: 'localSubnetNames', az: '--local-subnet-names', terraform: 'local_subnet_names', value: localSubnets },
    { arm: 'remoteSubnetNames', az: '--remote-subnet-names', terraform: 'remote_subnet_names', value: remoteSubnets },
  ].filter(({ value }) => !Array.isArray(value) || value.length > 0);
}

const inAz = ({ az, value }: Part): string => `${az} ${typeof value === 'boolean' ? value : value.map(shell).join(' ')}`;

const AZ: Readonly<Record<Change['kind'], (half: Wanted, exists: boolean, change: Change) => string>> = {
  'put-half': (half, exists) =>
    exists
      ? `az network vnet peering update ${whichHalf(half)} --set ${FLAGS.map(({ flag, arm }) => `${arm}=${half.flags[flag]}`).join(' ')}`
      : `az network vnet peering create ${whichHalf(half)} --remote-vnet ${shell(half.remoteId)} ${[...FLAGS.map(({ flag, az }) => `${az} ${half.flags[flag]}`), ...partsOf(half.flags).map(inAz)].join(' ')}`,
  'sync-half': (half) => `az network vnet peering sync ${whichHalf(half)}`,
  'delete-half': (half) => `az network vnet peering delete ${whichHalf(half)}`,
};

const whichHalf = ({ subscription, group, vnet, name }: Wanted): string =>
  `--subscription ${shell(subscription)} --resource-group ${shell(group)} --vnet-name ${shell(vnet)} --name ${shell(name)}`;

/** What a declaration cannot say. Names are free of line breaks: ARM allows none, and a parsed id holds none. */
const NOT_DECLARED: Readonly<Record<'sync-half' | 'delete-half', (comment: string, half: Wanted) => string>> = {
  'sync-half': (comment, { vnet, name }) =>
    `${comment} sync ${oneLine(vnet)}/${oneLine(name)}: use the command; a declaration does not sync by itself`,
  'delete-half': (comment, { vnet, name }) => `${comment} remove the declaration of ${oneLine(vnet)}/${oneLine(name)}`,
};

const bicep = (half: Wanted): string =>
  [
    `resource ${symbol(half)} 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {`,
    `  name: ${inBicep(`${half.vnet}/${half.name}`)}`,
    '  properties: {',
    '    remoteVirtualNetwork: {',
    `      id: ${inBicep(half.remoteId)}`,
    '    }',
    ...FLAGS.map(({ flag, arm }) => `    ${arm}: ${half.flags[flag]}`),
    ...partsOf(half.flags).map(({ arm, value }) => `    ${arm}: ${Array.isArray(value) ? `[ ${value.map(inBicep).join(', ')} ]` : value}`),
    '  }',
    '}',
  ].join('\n');

const terraform = (half: Wanted): string =>
  [
    `resource "azurerm_virtual_network_peering" "${symbol(half)}" {`,
    `  name                         = ${inTerraform(half.name)}`,
    `  resource_group_name          = ${inTerraform(half.group)}`,
    `  virtual_network_name         = ${inTerraform(half.vnet)}`,
    `  remote_virtual_network_id    = ${inTerraform(half.remoteId)}`,
    ...FLAGS.map(({ flag, terraform: argument }) => `  ${argument.padEnd(28)} = ${half.flags[flag]}`),
    ...partsOf(half.flags).map(
      ({ terraform: argument, value }) => `  ${argument} = ${Array.isArray(value) ? `[${value.map(inTerraform).join(', ')}]` : value}`,
    ),
    '}',
  ].join('\n');

const symbol = ({ vnet, remote }: Wanted): string => `peering_${vnet}_to_${remote}`.replace(/\W/g, '_');

const oneLine = (text: string): string => text.replace(/\p{Cc}/gu, ' ');

/** Quoted for a POSIX shell: an imported file may hold any text, and this is made to be pasted. */
const shell = (text: string): string => (/^[\w./-]+$/.test(text) ? text : `'${oneLine(text).replaceAll("'", `'\\''`)}'`);
const inBicep = (text: string): string => `'${oneLine(text).replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('${', '\\${')}'`;
const inTerraform = (text: string): string =>
  `"${oneLine(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/([$%])\{/g, '$1$1{')}"`;
