import { type Address, type Cidr, containsAddress } from '../../net/index.ts';
import type { Packet } from '../trace/packet.ts';

/** The part of a security rule that decides which packets it applies to, in ARM's notation. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  readonly protocol: string;
  readonly sources: readonly string[];
  readonly sourceGroupIds?: readonly string[];
  readonly destinations: readonly string[];
  readonly destinationGroupIds?: readonly string[];
  readonly destinationPorts: readonly string[];
}

/** Resolves what a rule can name instead of prefixes. */
export interface RuleScope {
  readonly cidrOf: (text: string) => Cidr | undefined;
  /** Returns whether a service tag contains an address; undefined for a tag whose prefixes are not known. */
  isInTag(tag: string, address: Address): boolean | undefined;
  /** Returns whether an address belongs to an interface in one of the application security groups. */
  isInGroup(groupIds: readonly string[], address: Address): boolean;
}

/** Security rules that every network security group has. */
export const DEFAULT_RULES: readonly SecurityRule[] = [
  createDefault('AllowVnetInBound', 65000, 'Inbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  createDefault('AllowAzureLoadBalancerInBound', 65001, 'Inbound', 'Allow', 'AzureLoadBalancer', '*'),
  createDefault('DenyAllInBound', 65500, 'Inbound', 'Deny', '*', '*'),
  createDefault('AllowVnetOutBound', 65000, 'Outbound', 'Allow', 'VirtualNetwork', 'VirtualNetwork'),
  createDefault('AllowInternetOutBound', 65001, 'Outbound', 'Allow', '*', 'Internet'),
  createDefault('DenyAllOutBound', 65500, 'Outbound', 'Deny', '*', '*'),
];

function createDefault(
  name: string,
  priority: number,
  direction: string,
  access: string,
  source: string,
  destination: string,
): SecurityRule {
  return { name, priority, direction, access, protocol: '*', sources: [source], destinations: [destination], destinationPorts: ['*'] };
}

/** Result of evaluating a list of rules: the rule that decides, or those whose service tags are not known. */
export interface RuleMatch<R extends SecurityRule> {
  readonly rule: R | undefined;
  /** A rule before it that may apply, because it names a tag whose prefixes are not known. */
  readonly uncertain: R | undefined;
}

/** Finds the first rule, by priority, that applies to a packet. */
export function matchRules<R extends SecurityRule>(
  rules: readonly R[],
  direction: 'Inbound' | 'Outbound',
  packet: Packet,
  scope: RuleScope,
): RuleMatch<R> {
  let uncertain: R | undefined;
  const ordered = rules.filter((rule) => rule.direction.toLowerCase() === direction.toLowerCase()).sort((a, b) => a.priority - b.priority);
  for (const rule of ordered) {
    const applies = matches(rule, packet, scope);
    if (applies) return { rule, uncertain };
    if (applies === undefined) uncertain ??= rule;
  }
  return { rule: undefined, uncertain };
}

function matches(rule: SecurityRule, packet: Packet, scope: RuleScope): boolean | undefined {
  if (!matchesProtocol(rule, packet) || !matchesPort(rule, packet)) return false;
  const source = matchesAddress(rule.sources, rule.sourceGroupIds ?? [], packet.source, scope);
  const destination = matchesAddress(rule.destinations, rule.destinationGroupIds ?? [], packet.destination, scope);
  if (source === false || destination === false) return false;
  return source && destination ? true : undefined;
}

const matchesProtocol = ({ protocol }: SecurityRule, packet: Packet): boolean =>
  ['*', 'any', packet.protocol].includes(protocol.toLowerCase());

/** A question without a port is about any port, so only rules for all ports decide it; ICMP has none. */
function matchesPort({ destinationPorts }: SecurityRule, { port, protocol }: Packet): boolean {
  return (
    destinationPorts.length === 0 ||
    destinationPorts.some((range) => {
      if (range === '*' || range === '0-65535') return true;
      if (protocol === 'icmp' || port === undefined) return false;
      const [first, last = first] = range.split('-').map(Number);
      return first !== undefined && last !== undefined && first <= port && port <= last;
    })
  );
}

function matchesAddress(names: readonly string[], groupIds: readonly string[], address: Address, scope: RuleScope): boolean | undefined {
  if (groupIds.length > 0) return scope.isInGroup(groupIds, address);
  let isUncertain = false;
  for (const name of names) {
    const isIn = isInName(name, address, scope);
    if (isIn) return true;
    if (isIn === undefined) isUncertain = true;
  }
  return isUncertain ? undefined : false;
}

function isInName(name: string, address: Address, scope: RuleScope): boolean | undefined {
  if (name === '*' || name.toLowerCase() === 'any') return true;
  const cidr = scope.cidrOf(name.includes('/') ? name : `${name}/${name.includes(':') ? 128 : 32}`);
  return cidr ? containsAddress(cidr, address) : scope.isInTag(name, address);
}
