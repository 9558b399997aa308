import { expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import type { HalfRow } from '../topology/index.ts';
import type { Half } from './rows.ts';
import { typedSchema } from './typed-schema.ts';

interface Row {
  readonly id: string;
  readonly kind: 'Vpn' | (string & {});
  readonly tags?: Readonly<Record<string, string>>;
  readonly routes: readonly { readonly prefix: string; readonly nextHop?: string }[];
}

const routes = z.array(z.object({ prefix: z.string(), nextHop: z.string().exactOptional() }));
const tags = z.record(z.string(), z.string()).exactOptional();

test('a schema with the same fields has the type of the row', () => {
  const schema = typedSchema<Row>()(z.object({ id: z.string(), kind: z.string(), tags, routes }));
  expectTypeOf<z.output<typeof schema>>().toEqualTypeOf<Row>();
  expectTypeOf<z.output<typeof Half>>().toEqualTypeOf<HalfRow>();
  expect(schema.parse({ id: '1', kind: 'Vpn', routes: [] })).toEqual({ id: '1', kind: 'Vpn', routes: [] });
});

test('a field that is missing from the schema, even an optional one, is a compile error', () => {
  // @ts-expect-error tags are missing
  typedSchema<Row>()(z.object({ id: z.string(), kind: z.string(), routes }));
  // @ts-expect-error nextHop is missing two levels down
  typedSchema<Row>()(z.object({ id: z.string(), kind: z.string(), tags, routes: z.array(z.object({ prefix: z.string() })) }));
});

test('a field that is missing from the row is a compile error', () => {
  // @ts-expect-error brandNew does not exist in the row
  typedSchema<Row>()(z.object({ id: z.string(), kind: z.string(), tags, routes, brandNew: z.string().exactOptional() }));
});

test('a field that can be undefined where it must be absent is a compile error', () => {
  // @ts-expect-error undefined is not absent
  typedSchema<Row>()(z.object({ id: z.string(), kind: z.string(), tags: z.record(z.string(), z.string()).optional(), routes }));
});

test('a field of another type is a compile error', () => {
  // @ts-expect-error an id is a string
  typedSchema<Row>()(z.object({ id: z.number(), kind: z.string(), tags, routes }));
});
