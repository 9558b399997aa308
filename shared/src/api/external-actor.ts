import { z } from 'zod';

const id = z.string().min(1).max(2048).describe('ARM id of the resource');

/** Action for another operator to carry out in Azure without going through Peerscape. Available in the sandbox only. */
export const ExternalAction = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('put-resource'),
        id,
        location: z.string().min(1).max(90).exactOptional().describe('Region of a new resource'),
        sku: z.record(z.string(), z.unknown()).exactOptional(),
        properties: z
          .record(z.string(), z.unknown())
          .describe('Properties to set. The others of an existing resource stay; null removes one'),
      })
      .describe('Creates or changes a resource of any type that the sandbox can write'),
    z.strictObject({ kind: z.literal('delete-resource'), id }),
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
