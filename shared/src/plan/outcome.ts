import type { ResourceKey } from '../arm/index.ts';
import { type AddressSpaces, createAddressSpaces } from '../routing/index.ts';
import type { Half, HalfRef, Namer, Topology } from '../topology/index.ts';
import { type DesiredHalf, halvesOf } from './desired-halves.ts';
import type { UnorderedStep } from './diff.ts';
import { currentHalf, halfKey } from './half-intents.ts';
import type { Writable } from './plan.ts';

/** A half as the plan leaves it. */
export interface FinalHalf extends HalfRef {
  readonly half: Writable;
  /** The half as it was read; undefined when the plan creates it. */
  readonly current: Half | undefined;
  /** True if the plan creates, updates or syncs it; Azure then validates it. */
  readonly isWritten: boolean;
  /** True if the plan makes it learn the current prefixes of its remote. */
  readonly learns: boolean;
}

/** The input of the checks: the current state, the steps, and the state after the plan. */
export interface Outcome {
  readonly topology: Topology;
  readonly nameOf: Namer;
  readonly spaces: AddressSpaces;
  readonly steps: readonly UnorderedStep[];
  readonly desired: ReadonlyMap<string, DesiredHalf>;
  /** Every half that the plan writes, as it will be. */
  readonly written: readonly FinalHalf[];
  /** Returns the half after the plan; undefined when it does not exist or cannot be read. */
  readonly finalHalf: (ref: HalfRef) => FinalHalf | undefined;
  /** Returns all halves that the VNet owns after the plan. */
  readonly finalHalvesOf: (vnet: ResourceKey) => readonly FinalHalf[];
}

/** Computes the outcome of the steps. */
export function outcomeOf(
  topology: Topology,
  nameOf: Namer,
  desired: ReadonlyMap<string, DesiredHalf>,
  steps: readonly UnorderedStep[],
): Outcome {
  const writtenKeys = new Set(steps.filter(({ action }) => action !== 'delete').map(({ half }) => halfKey(half)));
  const learning = findLearningHalves(steps);
  const finalOf = (ref: HalfRef, current: Half | undefined): FinalHalf | undefined => {
    const key = halfKey(ref);
    const desiredHalf = desired.get(key);
    const half = desiredHalf ? desiredHalf.target : current;
    return half && { from: ref.from, to: ref.to, half, current, isWritten: writtenKeys.has(key), learns: learning.has(key) };
  };
  const cache = new Map<ResourceKey, readonly FinalHalf[]>();
  const finalHalvesOf = (vnet: ResourceKey): readonly FinalHalf[] => {
    const cached = cache.get(vnet);
    if (cached) return cached;
    const existing = halvesOf(topology, vnet).flatMap((half) => finalOf(half, half) ?? []);
    const created = [...desired.values()]
      .filter(({ half, current }) => half.from === vnet && !current)
      .flatMap(({ half }) => finalOf(half, undefined) ?? []);
    const all = [...existing, ...created];
    cache.set(vnet, all);
    return all;
  };
  const written = [...desired.values()].flatMap(({ half, current }) => finalOf(half, current) ?? []).filter(({ isWritten }) => isWritten);
  return {
    topology,
    nameOf,
    spaces: createAddressSpaces(topology),
    steps,
    desired,
    written,
    finalHalf: (ref) => finalOf(ref, currentHalf(topology, ref)),
    finalHalvesOf,
  };
}

/** Returns the keys of the halves that learn prefixes: those that are created, reconnected or synced, and those that a new counterpart connects. */
function findLearningHalves(steps: readonly UnorderedStep[]): ReadonlySet<string> {
  const learning = new Set<string>();
  for (const { action, half, reconnects, isDisconnected } of steps) {
    const connects = action === 'create' || (action === 'update' && (reconnects || isDisconnected));
    if (connects || action === 'sync') learning.add(halfKey(half));
    if (connects) learning.add(halfKey({ from: half.to, to: half.from }));
  }
  return learning;
}

/** Returns the VNets and the half that a notice about a half refers to. */
export const aboutHalf = ({ from, to }: Pick<FinalHalf, 'from' | 'to'>) => ({ vnets: [from, to], half: { from, to } });
