import { z } from 'zod';
import { type ResourceKey, resourceKey } from '../arm/index.ts';
import type { Change } from '../topology/index.ts';
import { chosenSettings } from './half-settings.ts';
import { typedSchema } from './typed-schema.ts';

/** Key of a VNet in intents and changes: its ARM id in lower case. Other casings are normalised. */
export const VNetKey = z.string().min(1).max(2048).transform(resourceKey);

/** Key in a response; the server has normalised it. */
const Key: z.ZodType<ResourceKey> = z.string() as z.ZodType<string> as z.ZodType<ResourceKey>;

export const HalfRef = z.object({
  from: Key.describe('Key of the VNet that owns the half: its ARM id in lower case'),
  to: Key.describe('Key of the VNet it points at'),
});

export const Flags = z.object(chosenSettings);

/** Requested change of one half, as plain data. */
export const HalfChange = typedSchema<Change>()(
  z
    .discriminatedUnion('kind', [
      HalfRef.extend({ kind: z.literal('put-half'), flags: Flags.exactOptional(), name: z.string().exactOptional() }),
      HalfRef.extend({ kind: z.literal('sync-half') }),
      HalfRef.extend({ kind: z.literal('delete-half') }),
    ])
    .meta({ id: 'Change' }),
);
