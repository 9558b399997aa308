import type { z } from 'zod';

/** Keys of a type, recursively; anything other than an array or object counts as a value. */
type Keys<T> = T extends string
  ? 'value'
  : T extends readonly (infer E)[]
    ? { readonly each: Keys<E> }
    : T extends object
      ? { readonly [K in keyof T]-?: Keys<NonNullable<T[K]>> }
      : 'value';

type DeepReadonly<T> = T extends string
  ? T
  : T extends readonly (infer E)[]
    ? readonly DeepReadonly<E>[]
    : T extends object
      ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
      : T;

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** `unknown` if both types are assignable to each other and have the same keys recursively; `never` otherwise. */
type Matches<Type, Out> = [Out] extends [Type]
  ? [Type] extends [DeepReadonly<Out>]
    ? Equal<Keys<Type>, Keys<Out>> extends true
      ? unknown
      : never
    : never
  : never;

/**
 * Types a schema with the domain type that it describes: `typedSchema<HalfRow>()(z.object({ … }))`. A field that only one of them has, or
 * that is optional in only one, is a compile error; zod would drop it silently.
 */
export const typedSchema =
  <Type>() =>
  <S extends z.ZodType>(schema: S & Matches<Type, z.output<S>>): z.ZodType<Type> =>
    schema as unknown as z.ZodType<Type>;
