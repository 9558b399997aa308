import { z } from 'zod';
import type { Mute as MuteOf } from '../health/index.ts';
import { typedSchema } from './typed-schema.ts';

const MuteScope = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finding'), id: z.string() }),
  z.object({ kind: z.literal('code'), code: z.string() }),
  z.object({ kind: z.literal('place'), keys: z.array(z.string()).min(1) }),
]);

const Mute = typedSchema<MuteOf>()(
  z.object({
    id: z.string(),
    scope: MuteScope,
    what: z.string(),
    reason: z.string().min(1),
    since: z.iso.datetime(),
    until: z.iso.datetime().nullable(),
  }),
);

/** Parses mutes from the value of the stored document, skipping invalid entries. */
export const parseMuteList = (list: unknown): readonly MuteOf[] =>
  Array.isArray(list) ? list.flatMap((item) => Mute.safeParse(item).data ?? []) : [];
