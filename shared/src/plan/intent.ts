import type { ResourceKey } from '../arm/index.ts';
import type { Change, HalfFlags, HalfRef } from '../topology/index.ts';

/** What a person says about one half. What is left out stays as it is, or gets Azure's default on a new half. */
export interface HalfWish {
  readonly name?: string;
  readonly flags?: Partial<HalfFlags>;
}

/** What a person wants. Several together are a draft; their order does not matter. */
export type Intent =
  /**
   * Both halves are there and Connected, and are as said; halves that exist keep what is not said. With `only: 'half'`, the one that `a` owns
   * is there, and the other is left to its owner.
   */
  | {
      readonly kind: 'connect';
      readonly a: ResourceKey;
      readonly b: ResourceKey;
      readonly ab?: HalfWish;
      readonly ba?: HalfWish;
      readonly only?: 'half';
    }
  /** The half from `from` has these options; with `back`, its twin has those. */
  | ({ readonly kind: 'set-options'; readonly flags: Partial<HalfFlags>; readonly back?: Partial<HalfFlags> } & HalfRef)
  /** Neither half is there; with `only: 'half'`, the one that `from` owns is not. */
  | ({ readonly kind: 'delete'; readonly only?: 'half' } & HalfRef)
  /** Whichever half holds an old picture of its remote learns it anew; with `only: 'half'`, the one that `from` owns. */
  | ({ readonly kind: 'sync'; readonly only?: 'half' } & HalfRef)
  /** The half-configured pair becomes whole: dead halves written again, missing ones made, both in sync. */
  | { readonly kind: 'repair'; readonly a: ResourceKey; readonly b: ResourceKey; readonly ab?: HalfWish; readonly ba?: HalfWish }
  /** The remedy of a finding: one wish, made of changes one after the other. */
  | { readonly kind: 'changes'; readonly changes: readonly Change[] };
