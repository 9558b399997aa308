import type { z } from 'zod';

/** The keys of a type, all the way down; what is no list and no object counts as a value. */
type Keys<T> = T extends readonly (infer E)[]
  ? { readonly each: Keys<E> }
  : T extends object
    ? { readonly [K in keyof T]-?: Keys<NonNullable<T[K]>> }
    : 'value';

type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `unknown` where `Out` is that type in both directions, with the same keys all the way down; `never` otherwise. */
type Matches<Type, Out> = [Out] extends [Type]
  ? [Type] extends [DeepReadonly<Out>]
    ? Equal<Keys<Type>, Keys<Out>> extends true
      ? unknown
      : never
    : never
  : never;

/**
 * Gives a schema the domain type that it describes: `exactly<HalfRow>()(z.object({ … }))`. A field that one has and the other lacks, or that
 * is optional in one only, does not compile; zod would drop it in silence.
 */
export const exactly =
  <Type>() =>
  <S extends z.ZodType>(schema: S & Matches<Type, z.output<S>>): z.ZodType<Type> =>
    schema as unknown as z.ZodType<Type>;
