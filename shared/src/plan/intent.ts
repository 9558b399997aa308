import type { ResourceKey } from '../arm/index.ts';
import type { Change, HalfFlags, HalfRef } from '../topology/index.ts';

/** The name and options to give to one half. Options that are left out stay as they are, or get Azure’s defaults on a new half. */
export interface HalfSettings {
  readonly name?: string;
  readonly flags?: Partial<HalfFlags>;
}

/** A change that a user asks for. Several intents form a draft; their order does not matter. */
export type Intent =
  /**
   * Both halves exist, are Connected and have the given settings; existing halves keep all other settings. With `only: 'half'`, only the half
   * that `a` owns is asked for, and the other is left to its owner.
   */
  | {
      readonly kind: 'connect';
      readonly a: ResourceKey;
      readonly b: ResourceKey;
      readonly ab?: HalfSettings;
      readonly ba?: HalfSettings;
      readonly only?: 'half';
    }
  /** The half that `from` owns has the options of `flags`, and, with `back`, its counterpart has those of `back`. */
  | ({ readonly kind: 'set-options'; readonly flags: Partial<HalfFlags>; readonly back?: Partial<HalfFlags> } & HalfRef)
  /** Neither half exists; with `only: 'half'`, only the half that `from` owns is deleted. */
  | ({ readonly kind: 'delete'; readonly only?: 'half' } & HalfRef)
  /** Each half that is out of sync is synced; with `only: 'half'`, only the half that `from` owns. */
  | ({ readonly kind: 'sync'; readonly only?: 'half' } & HalfRef)
  /** The peering is no longer half-configured: Disconnected halves are written again, missing ones created, both synced. */
  | { readonly kind: 'repair'; readonly a: ResourceKey; readonly b: ResourceKey; readonly ab?: HalfSettings; readonly ba?: HalfSettings }
  /** The remedy of a finding: changes that are made one after the other. */
  | { readonly kind: 'changes'; readonly changes: readonly Change[] };
