import type { ResourceKey } from '../../arm/index.ts';
import type { ApplianceStep, Hop, Step } from '../answer.ts';
import { type Blocker, type BlockerCode, DISPOSITIONS } from '../dispositions.ts';
import type { SubnetPlace } from '../estate.ts';
import type { Interface } from '../interfaces.ts';

/** End of a path that reaches something. */
export type Arrival =
  | { readonly kind: 'subnet'; readonly place: SubnetPlace }
  | { readonly kind: 'private-endpoint' }
  | { readonly kind: 'internet' }
  /** A site, by the gateway and connection that lead to it. */
  | { readonly kind: 'site'; readonly gateway: ResourceKey; readonly connectionId: string | undefined };

/** One way of a packet, complete. */
export interface Path {
  readonly hops: readonly Hop[];
  readonly appliances: readonly ApplianceStep[];
  readonly assumptions: readonly string[];
  readonly end:
    | { readonly outcome: 'delivered' | 'leaves'; readonly arrival: Arrival }
    | { readonly outcome: 'dropped' | 'unknown'; readonly blocker: Blocker };
}

/** Sender of a packet that goes by the routes of a subnet. The platform does so for gateways and virtual network appliances, without an interface. */
export type Sender =
  | { readonly kind: 'host'; readonly nic: Interface | undefined }
  | { readonly kind: 'platform' }
  | { readonly kind: 'firewall' }
  | { readonly kind: 'machine'; readonly machine: ResourceKey };

/** The part of a path that a packet has covered so far; immutable. */
export interface Trail {
  readonly hops: readonly Hop[];
  readonly appliances: readonly ApplianceStep[];
  readonly assumptions: readonly string[];
  /** Places that have sent the packet on, to find loops. */
  readonly visited: ReadonlySet<string>;
  /** True once an appliance has forwarded the packet, so that it no longer comes from the VNet of its source. */
  readonly isForwarded: boolean;
}

export const EMPTY_TRAIL: Trail = { hops: [], appliances: [], assumptions: [], visited: new Set(), isForwarded: false };

/** Starts a hop in a subnet, unless the trail is already there. */
export function enter(trail: Trail, { vnet, subnet }: SubnetPlace): Trail {
  const name = subnet?.name ?? '';
  const last = trail.hops.at(-1);
  if (last && last.vnet === vnet.key && last.subnet === name) return trail;
  return { ...trail, hops: [...trail.hops, { vnet: vnet.key, subnet: name, steps: [] }] };
}

/** Adds steps to the last hop. */
export function addSteps(trail: Trail, ...steps: readonly Step[]): Trail {
  const last = trail.hops.at(-1);
  if (!last) throw new Error('A step needs a hop');
  const appliances = steps.filter((step) => step.kind === 'appliance');
  return {
    ...trail,
    hops: [...trail.hops.slice(0, -1), { ...last, steps: [...last.steps, ...steps] }],
    appliances: [...trail.appliances, ...appliances],
    isForwarded: trail.isForwarded || appliances.length > 0,
  };
}

/** Adds assumptions. */
export const assume = (trail: Trail, ...sentences: readonly string[]): Trail =>
  sentences.length === 0 ? trail : { ...trail, assumptions: [...trail.assumptions, ...sentences] };

/** Marks a place as visited; undefined if the packet has been there before. */
export const visit = (trail: Trail, place: string): Trail | undefined =>
  trail.visited.has(place) ? undefined : { ...trail, visited: new Set([...trail.visited, place]) };

/** Ends a path before its destination. */
export const endWith = (trail: Trail, code: BlockerCode, text: string, resourceIds: readonly string[] = []): Path => ({
  hops: trail.hops,
  appliances: trail.appliances,
  assumptions: trail.assumptions,
  end: { outcome: DISPOSITIONS[code].outcome, blocker: { code, text, resourceIds } },
});

/** Ends a path with a blocker that is known already. */
export const endWithBlocker = (trail: Trail, { code, text, resourceIds }: Blocker): Path => endWith(trail, code, text, resourceIds);

/** Ends a path at its destination. */
export const arriveAt = (trail: Trail, outcome: 'delivered' | 'leaves', arrival: Arrival): Path => ({
  hops: trail.hops,
  appliances: trail.appliances,
  assumptions: trail.assumptions,
  end: { outcome, arrival },
});

/** Formats a subnet for a sentence: `spoke-a/app`. */
export const formatPlace = ({ vnet, subnet }: SubnetPlace): string => (subnet ? `${vnet.name}/${subnet.name}` : vnet.name);
