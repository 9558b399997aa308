import { lastName, type ResourceKey, resourceKey } from '../../arm/index.ts';
import { type Address, containsAddress, formatAddress } from '../../net/index.ts';
import type { Step } from '../answer.ts';
import type { Blocker } from '../dispositions.ts';
import type { SubnetPlace } from '../estate.ts';
import type { Interface } from '../interfaces.ts';
import type { Model } from '../model.ts';
import { isPrivate } from '../routes/choose-route.ts';
import type { Packet } from '../trace/packet.ts';
import { DEFAULT_RULES, matchRules, type RuleScope } from './security-rules.ts';

/** Result of the filters at one end of a link. */
export interface FilterResult {
  readonly steps: readonly Step[];
  readonly blocker: Blocker | undefined;
  readonly assumptions: readonly string[];
}

type Direction = 'Inbound' | 'Outbound';

/** Subnets that Azure manages for a service, where no network security group filters the traffic that passes. */
const UNFILTERED_SUBNETS: ReadonlySet<string> = new Set(['gatewaysubnet', 'azurefirewallsubnet', 'routeserversubnet']);

/**
 * Evaluates the filters of an interface in a subnet: security admin rules first, then the groups of subnet and interface, inbound in this order and
 * outbound in the other (reach.md N1, N2). Replies pass, because the filters are stateful.
 */
export function evaluateFilters(
  model: Model,
  place: SubnetPlace,
  nic: Interface | undefined,
  direction: Direction,
  packet: Packet,
): FilterResult {
  const { subnet } = place;
  if (packet.isReply || UNFILTERED_SUBNETS.has((subnet?.name ?? '').toLowerCase())) return PASSED;
  const scope = createScope(model, place);
  const admin = evaluateAdminRules(model, place, direction, packet, scope);
  if (admin.blocker || admin.isFinal) return admin;
  const groupIds = [subnet?.networkSecurityGroupId, nic?.networkSecurityGroupId].flatMap((id) => id ?? []);
  const results: FilterResult[] = [admin];
  for (const id of direction === 'Inbound' ? groupIds : [...groupIds].reverse()) {
    const result = evaluateGroup(model, place, { id, direction, packet, scope });
    results.push(result);
    if (result.blocker) break;
  }
  return {
    steps: results.flatMap(({ steps }) => steps),
    blocker: results.at(-1)?.blocker,
    assumptions: results.flatMap(({ assumptions }) => assumptions),
  };
}

const PASSED: FilterResult = { steps: [], blocker: undefined, assumptions: [] };

function evaluateAdminRules(
  { estate }: Model,
  { vnet }: SubnetPlace,
  direction: Direction,
  packet: Packet,
  scope: RuleScope,
): FilterResult & { readonly isFinal: boolean } {
  const { rule } = matchRules(estate.adminRulesOf(vnet.key), direction, packet, scope);
  if (!rule) return { ...PASSED, isFinal: false };
  const access = toAdminAccess(rule.access);
  return {
    steps: [{ kind: 'admin-rule', ruleId: rule.id, direction, access }],
    blocker:
      access === 'Deny'
        ? {
            code: 'admin-rule',
            text: `The security admin rule ${rule.name} denies ${describePacket(packet)} ${direction === 'Inbound' ? 'into' : 'out of'} ${vnet.name}.`,
            resourceIds: [rule.id],
          }
        : undefined,
    assumptions: [],
    isFinal: access === 'AlwaysAllow',
  };
}

const toAdminAccess = (text: string): 'Allow' | 'AlwaysAllow' | 'Deny' => {
  const access = text.toLowerCase();
  if (access === 'deny') return 'Deny';
  return access === 'alwaysallow' ? 'AlwaysAllow' : 'Allow';
};

interface GroupQuestion {
  readonly id: string;
  readonly direction: Direction;
  readonly packet: Packet;
  readonly scope: RuleScope;
}

function evaluateGroup({ estate }: Model, { vnet }: SubnetPlace, { id, direction, packet, scope }: GroupQuestion): FilterResult {
  const group = estate.findSecurityGroup(id);
  const name = lastName(id);
  if (!group) return { ...PASSED, assumptions: [`The network security group ${name} was not read; it is taken to allow the packet.`] };
  const { rule, uncertain } = matchRules([...group.rules, ...DEFAULT_RULES], direction, packet, scope);
  const assumptions = uncertain
    ? [`The rule ${uncertain.name} of ${name} is taken not to apply: the prefixes of its service tag are not known.`]
    : [];
  const access = rule?.access.toLowerCase() === 'allow' ? 'Allow' : 'Deny';
  const steps: Step[] = [{ kind: 'nsg', groupId: id, direction, rule: rule?.name ?? 'DenyAll', access }];
  if (access === 'Allow' || !rule) return { steps, blocker: undefined, assumptions };
  const isDefault = DEFAULT_RULES.includes(rule);
  return {
    steps,
    blocker: {
      code: isDefault ? 'default-rules' : 'nsg-rule',
      text: `${isDefault ? 'The default rule' : 'The rule'} ${rule.name} of the network security group ${name} denies ${describePacket(packet)} ${direction === 'Inbound' ? 'into' : 'out of'} ${vnet.name}.`,
      resourceIds: [id],
    },
    assumptions,
  };
}

const describePacket = ({ source, destination, protocol, port }: Packet): string =>
  `${protocol.toUpperCase()}${port === undefined ? '' : ` to port ${port}`} from ${formatAddress(source)} to ${formatAddress(destination)}`;

const LOAD_BALANCER_PROBE = '168.63.129.16/32';

function createScope(model: Model, place: SubnetPlace): RuleScope {
  const { estate } = model;
  const holders = new Map<string, ReadonlySet<ResourceKey>>();
  const groupsOf = (address: Address): ReadonlySet<ResourceKey> => {
    const text = formatAddress(address);
    const known = holders.get(text);
    if (known) return known;
    const configurations = estate.interfaces().flatMap(({ addresses }) => addresses.filter((each) => formatAddress(each.address) === text));
    const groups = new Set(configurations.flatMap(({ securityGroupIds }) => securityGroupIds.map(resourceKey)));
    holders.set(text, groups);
    return groups;
  };
  return {
    cidrOf: estate.cidrOf,
    isInGroup: (ids, address) => ids.some((id) => groupsOf(address).has(resourceKey(id))),
    isInTag: (tag, address) => {
      switch (tag.toLowerCase()) {
        case 'virtualnetwork':
          return isInVirtualNetwork(model, place, address);
        case 'internet':
          return !isInVirtualNetwork(model, place, address);
        case 'azureloadbalancer':
          return estate.isIn([LOAD_BALANCER_PROBE], address);
        default:
          return isPrivate(estate, address) ? false : undefined;
      }
    },
  };
}

/**
 * Returns whether the tag VirtualNetwork contains an address, as seen from a subnet: prefixes of the VNet, of peers whose access the half allows, of
 * connected groups and gateways, and those of the subnet's user routes (reach.md N3).
 */
function isInVirtualNetwork({ estate, effectiveRoutes, routesIntoVNet }: Model, place: SubnetPlace, address: Address): boolean {
  const isMember = effectiveRoutes(place).routes.some(({ cidr, source, nextHopType, origin }) => {
    if (!cidr || !containsAddress(cidr, address)) return false;
    if (origin.kind === 'peering') return origin.half.allowAccess;
    return source === 'User' || ['VnetLocal', 'ConnectedGroup', 'InterfaceEndpoint'].includes(nextHopType);
  });
  const { routes, gaps } = routesIntoVNet(place.vnet.key);
  const isLearned = estate.isIn(
    routes.map(({ prefix }) => prefix),
    address,
  );
  // what a gateway may have learned counts: a packet that arrived from there came by such a route
  return isMember || isLearned || (gaps.length > 0 && isPrivate(estate, address) && estate.vnetsAt(address).length === 0);
}
