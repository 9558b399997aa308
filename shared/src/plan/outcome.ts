import type { ResourceKey } from '../arm/index.ts';
import type { Half, HalfRef, NameOf, Topology } from '../topology/index.ts';
import type { LooseStep } from './diff.ts';
import type { Writable } from './plan.ts';
import { type Spaces, spacesIn } from './spaces.ts';
import { halvesOf, type WantedHalf } from './wanted.ts';
import { halfNow, wishKey } from './wishes.ts';

/** A half as the plan leaves it. */
export interface FinalHalf extends HalfRef {
  readonly half: Writable;
  /** As it was read; undefined when the plan creates it. */
  readonly now: Half | undefined;
  /** Whether the plan creates, updates or syncs it: then Azure checks it. */
  readonly isWritten: boolean;
}

/** What the checks look at: what is, what the plan does, and what there is after it. */
export interface Outcome {
  readonly topology: Topology;
  readonly say: NameOf;
  readonly spaces: Spaces;
  readonly steps: readonly LooseStep[];
  readonly wanted: ReadonlyMap<string, WantedHalf>;
  /** Every half that the plan writes, as it will be. */
  readonly written: readonly FinalHalf[];
  /** The half after the plan; undefined when there is none, or when it may not be read. */
  readonly finally: (ref: HalfRef) => FinalHalf | undefined;
  /** All halves that the VNet owns after the plan. */
  readonly finallyIn: (vnet: ResourceKey) => readonly FinalHalf[];
}

export function outcomeOf(topology: Topology, say: NameOf, wanted: ReadonlyMap<string, WantedHalf>, steps: readonly LooseStep[]): Outcome {
  const touched = new Set(steps.filter(({ action }) => action !== 'delete').map(({ half }) => wishKey(half)));
  const finalOf = (ref: HalfRef, now: Half | undefined): FinalHalf | undefined => {
    const key = wishKey(ref);
    const wish = wanted.get(key);
    const half = wish ? wish.goal : now;
    return half && { from: ref.from, to: ref.to, half, now, isWritten: touched.has(key) };
  };
  const known = new Map<ResourceKey, readonly FinalHalf[]>();
  const finallyIn = (vnet: ResourceKey): readonly FinalHalf[] => {
    const before = known.get(vnet);
    if (before) return before;
    const kept = halvesOf(topology, vnet).flatMap((half) => finalOf(half, half) ?? []);
    const made = [...wanted.values()]
      .filter(({ half, now }) => half.from === vnet && !now)
      .flatMap(({ half }) => finalOf(half, undefined) ?? []);
    const all = [...kept, ...made];
    known.set(vnet, all);
    return all;
  };
  const written = [...wanted.values()].flatMap(({ half, now }) => finalOf(half, now) ?? []).filter(({ isWritten }) => isWritten);
  return {
    topology,
    say,
    spaces: spacesIn(topology),
    steps,
    wanted,
    written,
    finally: (ref) => finalOf(ref, halfNow(topology, ref)),
    finallyIn,
  };
}

/** The two VNets and the half, as every notice about a half names them. */
export const aboutHalf = ({ from, to }: Pick<FinalHalf, 'from' | 'to'>) => ({ vnets: [from, to], half: { from, to } });
