import { z } from 'zod';
import { Half, Source, VNet } from './rows.ts';

/** Anything we tell a person: RFC 9457 with the parts that make it useful at 3 a.m. ARM's own words are verbatim in `arm`. */
export const Problem = z
  .object({
    type: z.string().default('about:blank'),
    title: z.string().describe('What is wrong, in one sentence'),
    status: z.int(),
    code: z.string().describe('Stable word for programs'),
    detail: z.string().optional().describe('Where, and what to do next'),
    requestId: z.string().optional(),
    arm: z.object({ code: z.string(), message: z.string() }).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

/** How far a read has come. `done` counts resources; `total` is absent until Azure has said how many there are. */
export const Progress = z
  .object({ phase: z.string().describe('What is being read, in words'), done: z.int(), total: z.int().optional() })
  .meta({ id: 'Progress' });
export type Progress = z.output<typeof Progress>;

/** Whether Azure may be changed from here, and by what it is being changed now. */
export const Changes = z
  .object({
    mode: z
      .enum(['none', 'read-only', 'allowed'])
      .describe('none: there is no Azure behind the map. read-only: only reads until somebody allows changes. allowed'),
    serial: z.int().describe('Moves whenever a plan, an apply or a kept document does; then ask for it again'),
    running: z.array(z.string()).describe('Ids of the applies that are under way'),
    confirm: z.string().optional().describe('What must be typed to allow changes: it names the tenant. Absent where a click is enough'),
  })
  .meta({ id: 'Changes' });
export type Changes = z.output<typeof Changes>;

export const Status = z
  .object({
    version: z.string(),
    source: Source,
    changes: Changes,
    snapshot: z.object({ revision: z.int(), readAt: z.iso.datetime() }).nullable(),
    reading: Progress.nullable(),
    problem: Problem.nullable().describe('Why the last read failed; null when it did not'),
    tenant: z
      .object({ id: z.string(), domain: z.string().nullable().describe('Such as contoso.onmicrosoft.com') })
      .optional()
      .describe('Whose Azure it is; absent for files, and until it is known'),
    portalUrl: z.string().optional().describe('Base of the Azure portal for links; absent on the sandbox'),
  })
  .meta({ id: 'Status' });
export type Status = z.output<typeof Status>;

export const VNetNow = z.object({ readAt: z.iso.datetime(), vnet: VNet, halves: z.array(Half).readonly() }).meta({ id: 'VNetNow' });
export type VNetNow = z.output<typeof VNetNow>;

/** One server-sent event. The client reloads the snapshot when the revision moves; a status event carries the whole status. */
export const ServerEvent = z.object({ type: z.literal('status'), status: Status }).meta({ id: 'ServerEvent' });
export type ServerEvent = z.output<typeof ServerEvent>;
