import { resourceKey } from '@peerscape/shared/arm';
import { viewHalf } from '../network/peering-view.ts';
import { viewProperties } from '../network/resource-view.ts';
import type { Store, StoredVNet } from '../store/store.ts';
import { effectiveRoutesOf } from './effective-routes.ts';
import type { PlacedInterface } from './interface.ts';

interface Rule {
  readonly name: string;
  readonly properties: {
    readonly protocol: string;
    readonly sourcePortRange?: string;
    readonly sourcePortRanges?: readonly string[];
    readonly destinationPortRange?: string;
    readonly destinationPortRanges?: readonly string[];
    readonly sourceAddressPrefix?: string;
    readonly sourceAddressPrefixes?: readonly string[];
    readonly destinationAddressPrefix?: string;
    readonly destinationAddressPrefixes?: readonly string[];
    readonly access: string;
    readonly priority: number;
    readonly direction: string;
  };
}

const API_VERSION = '2025-05-01';

/** Returns the security groups of an interface and its subnet with their effective rules; tags are replaced by prefixes (reach.md N1, N3). */
export function effectiveGroupsOf(store: Store, placed: PlacedInterface): readonly object[] {
  const { nic, vnet, subnet } = placed;
  const onInterface = (nic.properties.networkSecurityGroup as { readonly id: string } | undefined)?.id;
  const groups = [
    { id: subnet.networkSecurityGroupId, association: { subnet: { id: `${vnet.id}/subnets/${subnet.name}` } } },
    { id: onInterface, association: { networkInterface: { id: nic.id } } },
  ];
  const tags = tagsOf(store, placed);
  return groups.flatMap(({ id, association }) => {
    const group = id === undefined ? undefined : store.resources.get(resourceKey(id));
    if (!group) return [];
    const { securityRules, defaultSecurityRules } = viewProperties(store, group, API_VERSION);
    return {
      networkSecurityGroup: { id: group.id },
      association,
      effectiveSecurityRules: [
        ...(securityRules as readonly Rule[]).map((rule) => toEffectiveRule('securityRules', rule, tags)),
        ...(defaultSecurityRules as readonly Rule[]).map((rule) => toEffectiveRule('defaultSecurityRules', rule, tags)),
      ],
      tagMap: Object.fromEntries(tags),
    };
  });
}

type Tags = ReadonlyMap<string, readonly string[]>;

const PORTS = '0-65535';
const EVERYWHERE = ['0.0.0.0/0', '::/0'];

function toEffectiveRule(list: string, { name, properties }: Rule, tags: Tags): object {
  const ports = (one: string | undefined, many: readonly string[] = []) => (many.length > 0 ? many : [one ?? '*']).map(toPortRange);
  const prefixes = (one: string | undefined, many: readonly string[] = []) => (many.length > 0 ? many : one === undefined ? [] : [one]);
  const sourcePortRanges = ports(properties.sourcePortRange, properties.sourcePortRanges);
  const destinationPortRanges = ports(properties.destinationPortRange, properties.destinationPortRanges);
  const sources = prefixes(properties.sourceAddressPrefix, properties.sourceAddressPrefixes);
  const destinations = prefixes(properties.destinationAddressPrefix, properties.destinationAddressPrefixes);
  return {
    name: `${list}/${name}`,
    protocol: properties.protocol === '*' ? 'All' : properties.protocol,
    sourcePortRange: sourcePortRanges[0],
    destinationPortRange: destinationPortRanges[0],
    sourcePortRanges,
    destinationPortRanges,
    sourceAddressPrefix: toPrefix(sources[0]),
    destinationAddressPrefix: toPrefix(destinations[0]),
    sourceAddressPrefixes: sources.map(toPrefix),
    destinationAddressPrefixes: destinations.map(toPrefix),
    expandedSourceAddressPrefix: sources.flatMap((each) => tags.get(each) ?? []),
    expandedDestinationAddressPrefix: destinations.flatMap((each) => tags.get(each) ?? []),
    access: properties.access,
    priority: properties.priority,
    direction: properties.direction,
  };
}

const toPortRange = (range: string): string => (range === '*' ? PORTS : range.includes('-') ? range : `${range}-${range}`);

const toPrefix = (prefix = '*'): string => (prefix === '*' ? '0.0.0.0/0' : prefix);

/** Returns the prefixes of the tags in the default rules. */
function tagsOf(store: Store, placed: PlacedInterface): Tags {
  return new Map([
    ['VirtualNetwork', virtualNetworkTag(store, placed)],
    ['AzureLoadBalancer', [HOST]],
    ['Internet', EVERYWHERE],
  ]);
}

/** Address of the host, from which health probes and DNS answers come. */
const HOST = '168.63.129.16/32';

/**
 * Returns the prefixes of the tag `VirtualNetwork` (reach.md R20, N3): those of the VNet, of peers whose traffic its half lets in, of gateways,
 * of the host, and those in user-defined routes.
 */
function virtualNetworkTag(store: Store, { vnet, subnet }: PlacedInterface): readonly string[] {
  const routes = effectiveRoutesOf(store, vnet, subnet);
  const prefixesOf = (matches: (route: (typeof routes)[number]) => boolean) => routes.filter(matches).flatMap(({ prefixes }) => prefixes);
  return [
    ...new Set([
      ...vnet.addressSpace,
      ...peersWithAccess(store, vnet),
      ...prefixesOf(({ nextHopType }) => nextHopType === 'ConnectedGroup'),
      ...prefixesOf(({ source }) => source === 'VirtualNetworkGateway'),
      HOST,
      ...prefixesOf(({ source }) => source === 'User'),
    ]),
  ];
}

const peersWithAccess = (store: Store, vnet: StoredVNet): readonly string[] =>
  store.halvesOf(vnet.key).flatMap((half) => (viewHalf(store, half).state === 'Connected' && half.allowAccess ? half.learned : []));
