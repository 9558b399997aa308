import { z } from 'zod';
import { chosenSettings } from './half-settings.ts';

/** Key of a VNet in intents and changes: its ARM id in lower case. Other casings are normalised. */
export const VNetKey = z
  .string()
  .min(1)
  .max(2048)
  .transform((id) => id.toLowerCase().replace(/\/+$/, ''));

export const HalfRef = z.object({
  from: z.string().describe('Key of the VNet that owns the half: its ARM id in lower case'),
  to: z.string().describe('Key of the VNet it points at'),
});

export const Flags = z.object(chosenSettings);

/** Requested change of one half, as plain data. */
export const HalfChange = z
  .discriminatedUnion('kind', [
    HalfRef.extend({ kind: z.literal('put-half'), flags: Flags.optional(), name: z.string().optional() }),
    HalfRef.extend({ kind: z.literal('sync-half') }),
    HalfRef.extend({ kind: z.literal('delete-half') }),
  ])
  .meta({ id: 'Change' });
