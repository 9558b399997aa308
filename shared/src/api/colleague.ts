import { z } from 'zod';

const id = z.string().min(1).max(2048).describe('ARM id of a VNet');

/** What somebody else is asked to do, past Peerscape. Only a sandbox has such a colleague. */
export const ColleagueWish = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('set-address-space'),
      vnet: id,
      addressSpace: z.array(z.string().min(1).max(50)).min(1).max(100).readonly(),
    }),
    z.strictObject({ kind: z.literal('peer'), from: id, to: id }).describe('Write the half that `from` owns'),
    z.strictObject({ kind: z.literal('start-over') }).describe('Make the sandbox as it was when it started'),
  ])
  .meta({ id: 'ColleagueWish' });
export type ColleagueWish = z.output<typeof ColleagueWish>;

export const ColleagueAnswer = z
  .object({
    error: z.object({ code: z.string(), message: z.string() }).nullable().describe('Why ARM refused, verbatim; null when it was done'),
  })
  .meta({ id: 'ColleagueAnswer' });
export type ColleagueAnswer = z.output<typeof ColleagueAnswer>;
