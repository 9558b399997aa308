import type { Fields, RowOf } from './fields.ts';

type KindFields = Fields & { readonly id: 'id' };

/** A kind of resource that matters to peering. */
export interface Kind<F extends KindFields = KindFields> {
  /** ARM type, in Azure's casing. */
  readonly armType: string;
  /** Plural, as used inside a sentence. */
  readonly label: string;
  readonly fields: F;
}

/** A kind whose resources are in VNets or attached to them. */
export interface VNetKind<F extends KindFields = KindFields> extends Kind<F> {
  /** Returns the ids of the VNets that a resource belongs to. */
  vnetsOf(row: RowOf<F>): readonly string[];
}

/** Defines a kind that belongs to no VNet. */
export const defineKind = <const F extends KindFields>(kind: Kind<F>): Kind<F> => kind;

/** Defines a kind whose resources are in VNets or attached to them. */
export const defineVNetKind = <const F extends KindFields>(kind: VNetKind<F>): VNetKind<F> => kind;
