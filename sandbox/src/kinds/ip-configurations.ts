/** IP configurations, which network interfaces, load balancers, firewalls, gateways, Bastion hosts and Route Servers share. */
import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { parseAddress } from '@peerscape/shared/net';
import { allocatedAddresses, freeAddresses, isReserved, normalizeAddress, prefixWith } from '../addressing/addresses.ts';
import { cidrOf } from '../addressing/prefixes.ts';
import { missingReferenceId, referenceNotFound } from '../arm/network-errors.ts';
import { type ArmError, networkError } from '../arm/operation-handler.ts';
import type { Store, StoredSubnet, StoredVNet } from '../store/store.ts';
import { canonicalCase } from './enumerations.ts';
import { buildParts, findProblem, type Part, partsIn } from './parts.ts';
import { publicAddressInUse } from './public-ip-addresses.ts';
import type { Draft, Properties } from './resource-kind.ts';
import { EMBEDDED_REFERENCE_SHAPE } from './shapes.ts';

/** Properties that an IP configuration of every kind may have in a body. */
export const IP_CONFIGURATION_SHAPE = {
  privateIPAddress: 'string',
  privateIPAllocationMethod: 'string',
  privateIPAddressVersion: 'string',
  subnet: EMBEDDED_REFERENCE_SHAPE,
  publicIPAddress: EMBEDDED_REFERENCE_SHAPE,
  provisioningState: 'string',
} as const;

/** Rules of a kind for its IP configurations. */
export interface IpConfigurationRules {
  /** Last segment of their types and IDs; by default the property. */
  readonly type?: string;
  /** Name that their subnet must have, such as `GatewaySubnet`. */
  readonly subnetName?: string;
  /** Length of the smallest prefix that the subnet may have, such as 26. */
  readonly longestPrefix?: number;
  /** True if a configuration may have a public address and no subnet, such as the front end of a public load balancer. */
  readonly isSubnetOptional?: true;
  /** True if Azure does not show the private addresses, such as those of a Bastion host. */
  readonly hidesPrivateAddress?: true;
  /** Returns the properties that only this kind has. */
  readonly more?: (configuration: Properties) => Properties;
}

type Built = { readonly parts: readonly Part[] } | ArmError;

/**
 * Builds the IP configurations in a property of the body. A dynamic private address stays the same as long as the subnet does; a new one is the
 * first that is free. An address sent with dynamic allocation is used if it is free.
 */
export function buildIpConfigurations(store: Store, draft: Draft, property: string, rules: IpConfigurationRules = {}): Built {
  const sent = buildParts(draft, property, (configuration) => configuration, rules.type);
  const problem = findProblem(sent, (part) => placeProblem(store, draft, part, rules) ?? publicAddressProblem(store, draft, sent, part));
  if (problem) return problem;
  const addresses = new Map<string, string>();
  if (!rules.hidesPrivateAddress) {
    const allocator = createAllocator(store, draft, property);
    const [fixed, free] = [sent.filter(isFixed), sent.filter((part) => !isFixed(part))];
    for (const part of [...fixed, ...free]) {
      const allocated = allocator(part);
      if (allocated && typeof allocated !== 'string') return allocated;
      if (allocated) addresses.set(part.id, allocated);
    }
  }
  return { parts: sent.map((part) => toStoredPart(part, addresses.get(part.id), rules)) };
}

const toStoredPart = (part: Part, privateIPAddress: string | undefined, { more }: IpConfigurationRules): Part => {
  const [subnet, publicIPAddress] = [referenceIn(part.properties.subnet), referenceIn(part.properties.publicIPAddress)];
  return {
    ...part,
    properties: {
      ...(privateIPAddress && { privateIPAddress }),
      privateIPAllocationMethod: isFixed(part) ? 'Static' : 'Dynamic',
      ...(publicIPAddress && { publicIPAddress }),
      ...(subnet && { subnet }),
      ...more?.(part.properties),
    },
  };
};

/** Returns the reference in a property that may contain the whole resource. */
export const referenceIn = (content: unknown): { id: string } | undefined =>
  typeof content === 'object' && content !== null && 'id' in content && typeof content.id === 'string' ? { id: content.id } : undefined;

const isFixed = ({ properties }: Part): boolean => canonicalCase(properties.privateIPAllocationMethod, ['Static']) === 'Static';

/** Returns the VNet and the subnet that a reference points at, if both exist. */
export function subnetAt(store: Store, reference: unknown): { readonly vnet: StoredVNet; readonly subnet: StoredSubnet } | undefined {
  const [, owner, name] = /^(.*)\/subnets\/([^/]+)$/i.exec(referenceIn(reference)?.id ?? '') ?? [];
  const vnet = owner === undefined ? undefined : store.vnets.get(resourceKey(owner));
  const subnet = vnet?.subnets.find((each) => each.name.toLowerCase() === name?.toLowerCase());
  return vnet && subnet && { vnet, subnet };
}

function placeProblem(store: Store, { location }: Draft, part: Part, rules: IpConfigurationRules): ArmError | undefined {
  const reference = referenceIn(part.properties.subnet);
  if (!reference) {
    if (rules.isSubnetOptional && referenceIn(part.properties.publicIPAddress)) return undefined;
    return missingReferenceId(`${part.id}/subnet`);
  }
  const { subnetName } = rules;
  if (subnetName !== undefined && reference.id.split('/').pop()?.toLowerCase() !== subnetName.toLowerCase())
    return networkError(400, 'InvalidSubnet', `IP configuration ${part.id} must be in a subnet with the name ${subnetName}.`);
  const place = subnetAt(store, reference);
  if (!place) return undefined;
  if (place.vnet.location !== location) return referenceNotFound(reference.id, part.id);
  const { longestPrefix = 128 } = rules;
  const small = place.subnet.prefixes.find((prefix) => (cidrOf(prefix)?.length ?? 0) > longestPrefix && cidrOf(prefix)?.family === 4);
  if (small === undefined) return undefined;
  return networkError(
    400,
    'InvalidSubnet',
    `Subnet ${reference.id} with address prefix ${small} is too small for ${part.id}. Its prefix must be /${longestPrefix} or shorter.`,
  );
}

function publicAddressProblem(store: Store, draft: Draft, parts: readonly Part[], part: Part): ArmError | undefined {
  const reference = referenceIn(part.properties.publicIPAddress);
  if (!reference) return undefined;
  const key = resourceKey(reference.id);
  const isSame = (other: Part) => resourceKey(referenceIn(other.properties.publicIPAddress)?.id ?? '') === key;
  const user =
    store.referencesTo(key).find(({ from }) => from !== draft.key)?.at ?? parts.find((other) => other.id !== part.id && isSame(other))?.id;
  return user === undefined ? undefined : publicAddressInUse(part.id, reference.id, user);
}

/** Creates the function that allocates the private address of an IP configuration, in the order in which it is called. */
function createAllocator(store: Store, draft: Draft, property: string) {
  const taken = new Map<ResourceKey, Map<string, string>>();
  const takenIn = (vnet: ResourceKey): Map<string, string> => {
    const known = taken.get(vnet);
    if (known) return known;
    const others = [...allocatedAddresses(store, vnet)].filter(([, holder]) => holder !== draft.id && !holder.startsWith(`${draft.id}/`));
    const holders = new Map(others);
    taken.set(vnet, holders);
    return holders;
  };
  const before = partsIn(draft.before?.properties, property);
  /** Returns the address that the configuration has now, if it stays in its subnet. */
  const currentAddress = ({ id, properties }: Part): unknown => {
    const old = before.find((part) => part.id === id)?.properties;
    const isSameSubnet = resourceKey(referenceIn(old?.subnet)?.id ?? '') === resourceKey(referenceIn(properties.subnet)?.id ?? '');
    return isSameSubnet ? old?.privateIPAddress : undefined;
  };
  return (part: Part): string | ArmError | undefined => {
    const place = subnetAt(store, part.properties.subnet);
    const sent = part.properties.privateIPAddress;
    if (!place) return typeof sent === 'string' ? sent : undefined;
    const holders = takenIn(place.vnet.key);
    const family = part.properties.privateIPAddressVersion === 'IPv6' ? 6 : 4;
    const prefixes = place.subnet.prefixes.filter((prefix) => cidrOf(prefix)?.family === family);
    const allocated = isFixed(part)
      ? staticAddress(part, prefixes, holders)
      : (usableAddress(currentAddress(part) ?? sent, prefixes, holders) ?? firstFree(place.subnet, prefixes, holders));
    if (typeof allocated === 'string') holders.set(allocated, part.id);
    return allocated;
  };
}

/** Returns the address that a body asks for, or Azure's refusal. */
function staticAddress(part: Part, prefixes: readonly string[], holders: ReadonlyMap<string, string>): string | ArmError {
  const sent = part.properties.privateIPAddress;
  if (typeof sent !== 'string' || sent === '')
    return networkError(
      400,
      'PrivateIPAddressRequired',
      `IP configuration ${part.id} with static allocation must have a private IP address.`,
    );
  const address = parseAddress(sent);
  if (!address.ok) return networkError(400, 'InvalidIPAddress', `IP address ${sent} is not valid: ${address.problem}.`);
  const cidr = prefixWith(prefixes, address.value);
  if (!cidr)
    return networkError(
      400,
      'PrivateIPAddressNotInSubnet',
      `Private static IP address ${sent} does not belong to the range of subnet prefix ${prefixes.join(', ')}.`,
    );
  if (isReserved(cidr, address.value))
    return networkError(
      400,
      'PrivateIPAddressInReservedRange',
      `Private static IP address ${sent} falls within reserved IP range of subnet prefix ${prefixes.join(', ')}.`,
    );
  const holder = holders.get(normalizeAddress(sent));
  if (holder === undefined) return normalizeAddress(sent);
  return networkError(
    400,
    'PrivateIPAddressIsAllocated',
    `IP configuration ${part.id} is using the private IP address ${sent} which is already allocated to resource ${holder}.`,
  );
}

/** Returns the address if it is in one of the prefixes, not reserved and free. */
function usableAddress(text: unknown, prefixes: readonly string[], holders: ReadonlyMap<string, string>): string | undefined {
  const address = parseAddress(typeof text === 'string' ? text : '');
  const cidr = address.ok ? prefixWith(prefixes, address.value) : undefined;
  if (typeof text !== 'string' || !address.ok || !cidr || isReserved(cidr, address.value)) return undefined;
  const normalized = normalizeAddress(text);
  return holders.has(normalized) ? undefined : normalized;
}

function firstFree({ name }: StoredSubnet, prefixes: readonly string[], holders: ReadonlyMap<string, string>): string | ArmError {
  for (const prefix of prefixes) {
    const [free] = freeAddresses(prefix, holders, 1);
    if (free !== undefined) return free;
  }
  return networkError(
    400,
    'SubnetIsFull',
    `Subnet ${name} with address prefix ${prefixes.join(', ')} does not have enough capacity for 1 IP addresses.`,
  );
}
