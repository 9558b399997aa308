import { z } from 'zod';
import { Half, Source, VNet } from './rows.ts';

/** Error for the user: problem details per RFC 9457 with additional fields. `arm` contains ARM's error verbatim. */
export const Problem = z
  .object({
    type: z.string().default('about:blank'),
    title: z.string().describe('Problem in one sentence'),
    status: z.int(),
    code: z.string().describe('Stable error code for programs'),
    detail: z.string().optional().describe('Location of the problem, and what to do next'),
    requestId: z.string().optional(),
    arm: z.object({ code: z.string(), message: z.string() }).optional(),
    retryAt: z.iso.datetime().optional().describe('Time before which Peerscape does not ask Azure again, unless a user refreshes'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.output<typeof Problem>;

/** Progress of a read. `done` counts resources; `total` is absent until Azure has reported it. */
export const Progress = z
  .object({ phase: z.string().describe('Description of what is being read'), done: z.int(), total: z.int().optional() })
  .meta({ id: 'Progress' });
export type Progress = z.output<typeof Progress>;

/** The read in progress. */
export const Reading = Progress.extend({
  since: z.iso.datetime().describe('When the read was started'),
  unansweredSince: z.iso.datetime().optional().describe('Time since which Azure has not answered a request; absent if none is unanswered'),
}).meta({ id: 'Reading' });
export type Reading = z.output<typeof Reading>;

/** Mode of changes to Azure, and the applies in progress. */
export const Changes = z
  .object({
    mode: z
      .enum(['none', 'read-only', 'allowed'])
      .describe(
        'none: the source cannot be changed, as with files. read-only: no changes until a user allows them. allowed: changes are allowed',
      ),
    serial: z.int().describe('Incremented whenever a plan, an apply or a stored document changes; reload them then'),
    running: z.array(z.string()).describe('Ids of the applies in progress'),
    confirm: z
      .string()
      .optional()
      .describe('Text that must be entered to allow changes; it names the tenant. Absent if no text is required'),
  })
  .meta({ id: 'Changes' });
export type Changes = z.output<typeof Changes>;

export const Status = z
  .object({
    version: z.string(),
    source: Source,
    changes: Changes,
    snapshot: z.object({ revision: z.int(), readAt: z.iso.datetime() }).nullable(),
    reading: Reading.nullable(),
    problem: Problem.nullable().describe('Why the last read failed; null if it succeeded'),
    tenant: z
      .object({ id: z.string(), domain: z.string().nullable().describe('Domain, such as contoso.onmicrosoft.com') })
      .optional()
      .describe('Tenant of the source; absent for files and until it is known'),
    store: z
      .object({
        kind: z.enum(['file', 'postgresql']),
        bytes: z.int().nullable().describe('Size of what is stored, measured every ten minutes; null until then'),
        retentionDays: z.int().nullable().describe('Days after which deployments and audit entries are deleted; null: never'),
        problem: Problem.nullable().describe('Why nothing can be stored, so that Peerscape is read-only; null if all is well'),
      })
      .optional()
      .describe('The data store of plans, the audit log and drafts; absent until it is open'),
    replaced: Source.optional().describe('Source of the server while files that were opened on the page are shown in its place'),
    hasSession: z.literal(true).optional().describe('Present if requests need a session, which the user can end'),
    filesRefused: z.string().optional().describe('Why files cannot be opened on the page; absent if they can'),
    portalUrl: z.string().optional().describe('Base URL of the Azure portal for links; absent for the sandbox'),
  })
  .meta({ id: 'Status' });
export type Status = z.output<typeof Status>;

export const OpenedSession = z
  .object({ key: z.string().nullable().describe('Key of the session; null if this server requires no session') })
  .meta({ id: 'OpenedSession' });
export type OpenedSession = z.output<typeof OpenedSession>;

export const VNetNow = z.object({ readAt: z.iso.datetime(), vnet: VNet, halves: z.array(Half).readonly() }).meta({ id: 'VNetNow' });
export type VNetNow = z.output<typeof VNetNow>;

/** Server-sent event with the complete status. The client reloads the snapshot when the revision changes. */
export const ServerEvent = z.object({ type: z.literal('status'), status: Status }).meta({ id: 'ServerEvent' });
export type ServerEvent = z.output<typeof ServerEvent>;
