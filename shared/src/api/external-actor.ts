import { z } from 'zod';

const id = z.string().min(1).max(2048).describe('ARM id of a VNet');

/** Action for another operator to carry out in Azure without going through Peerscape. Available in the sandbox only. */
export const ExternalAction = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('set-address-space'),
      vnet: id,
      addressSpace: z.array(z.string().min(1).max(50)).min(1).max(100).readonly(),
    }),
    z.strictObject({ kind: z.literal('peer'), from: id, to: id }).describe('Writes the half that `from` owns'),
    z.strictObject({ kind: z.literal('start-over') }).describe('Resets the sandbox to its initial state'),
  ])
  .meta({ id: 'ColleagueWish' });
export type ExternalAction = z.output<typeof ExternalAction>;

export const ExternalActionResult = z
  .object({
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('Error returned by ARM, verbatim; null if the action succeeded'),
  })
  .meta({ id: 'ColleagueAnswer' });
export type ExternalActionResult = z.output<typeof ExternalActionResult>;
