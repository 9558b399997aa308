import { z } from 'zod';
import { type AttachedRows, collectKinds, type Fields, type FieldType, parseField } from '../topology/index.ts';

const text = z.string();
const texts = z.array(text);

const BY_TYPE: Readonly<Record<FieldType, z.ZodType>> = {
  id: text,
  ids: texts,
  text,
  texts,
  number: z.number(),
  flag: z.boolean(),
  asn: z.number(),
  address: text,
  addresses: texts,
  'route-name': text,
  'route-prefix': text,
  prefixes: texts,
  'rule-name': text,
  'group-name': text,
};

const objectOf = (fields: Fields): z.ZodType =>
  z.object(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const parsed = parseField(field);
        const schema = 'each' in parsed ? z.array(objectOf(parsed.each)) : BY_TYPE[parsed.type];
        return [name, parsed.isOptional ? z.exactOptional(schema) : schema];
      }),
    ),
  );

/** Schema of the rows of each kind of attached resource. */
export const attachedLists = collectKinds<{ readonly [K in keyof AttachedRows]: z.ZodType<AttachedRows[K]> }>(({ fields }) =>
  z.array(objectOf(fields)),
);
