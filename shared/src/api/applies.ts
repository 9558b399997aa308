import { z } from 'zod';
import { PlanDocument } from './plans.ts';
import { Half } from './rows.ts';
import { Problem } from './schemas.ts';

/**
 * State of a step. `adopted`: Azure already had the desired state, nothing was sent. `drifted`: someone changed the half since the plan,
 * nothing was sent. `mismatch`: Azure accepted the write but shows something else. `unknown`: it is not known yet whether the write took
 * effect. `quarantined`: the server crashed repeatedly while it ran this step.
 */
export const StepState = z
  .enum([
    'planned',
    'waiting',
    'checking',
    'sending',
    'running',
    'verifying',
    'succeeded',
    'adopted',
    'drifted',
    'failed',
    'mismatch',
    'unknown',
    'skipped',
    'cancelled',
    'quarantined',
  ])
  .meta({ id: 'StepState' });
export type StepState = z.output<typeof StepState>;

/** Final states of a step; it leaves them only if a user intervenes. */
export const FINAL_STEP_STATES: ReadonlySet<StepState> = new Set([
  'succeeded',
  'adopted',
  'drifted',
  'failed',
  'mismatch',
  'skipped',
  'cancelled',
  'quarantined',
]);

/** States in which Azure has the state that the step was meant to reach. */
export const SUCCEEDED_STEP_STATES: ReadonlySet<StepState> = new Set(['succeeded', 'adopted']);

export const StepProgress = z
  .object({
    id: z.string().describe('Id of the step in the plan'),
    state: StepState,
    since: z.iso.datetime(),
    words: z.string().nullable().describe('Progress or result, in one sentence'),
    until: z.iso.datetime().nullable().describe('Time at which the step continues, if it is waiting'),
    attempts: z.int().describe('Number of writes sent'),
    problem: Problem.nullable(),
    before: Half.nullable().describe('The half just before the write; null if it did not exist or has not been read yet'),
    after: Half.nullable().describe('The half as read back at the end; null if it does not exist or was not read'),
  })
  .meta({ id: 'StepProgress' });
export type StepProgress = z.output<typeof StepProgress>;

/**
 * State of an apply. `paused`: no new writes for now; `trouble` gives the reason. `attention`: a step is `unknown` or `quarantined` and
 * needs a user's attention. `done`: all steps succeeded. `partly`: some steps did not succeed. `failed`: no step succeeded.
 */
export const ApplyState = z
  .enum(['running', 'cancelling', 'paused', 'attention', 'done', 'partly', 'failed', 'cancelled'])
  .meta({ id: 'ApplyState' });
export type ApplyState = z.output<typeof ApplyState>;

/** Returns whether an apply in the given state is still in progress. */
export const isInProgress = (state: ApplyState): boolean => state === 'running' || state === 'cancelling' || state === 'paused';

const summary = {
  id: z.string(),
  planId: z.string(),
  kind: z.enum(['change', 'undo']),
  undoes: z.string().nullable(),
  undoneBy: z.string().nullable().describe('Id of the most recent apply that undoes this one'),
  by: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  state: ApplyState,
  title: z.string().describe('What it does, with the names of the VNets: `Connect hub and spoke-a`'),
  words: z.string().describe('Summary of the changes: `2 to create, 1 to update`'),
  trouble: z.string().nullable().describe('Why it is paused or needs attention, in one sentence'),
  done: z.int().describe('Number of steps that succeeded'),
  ended: z.int().describe('Number of steps that have ended'),
  total: z.int(),
  secondsLeft: z.int().nullable().describe('Estimated time left; null if the apply has ended or the time cannot be estimated'),
};

export const ApplySummary = z.object(summary).meta({ id: 'ApplySummary' });
export type ApplySummary = z.output<typeof ApplySummary>;

export const ApplyDocument = z
  .object({
    ...summary,
    steps: z.array(StepProgress).readonly().describe('In plan order'),
    plan: PlanDocument,
    halfOpen: z
      .array(z.object({ a: z.string(), b: z.string(), text: z.string() }))
      .readonly()
      .describe('Pairs of VNets that it left with only one half'),
  })
  .meta({ id: 'Apply' });
export type ApplyDocument = z.output<typeof ApplyDocument>;

/** Entry of the audit log: immutable, and chained to the previous one by its hash. */
export const AuditEntry = z
  .object({
    serial: z.int(),
    at: z.iso.datetime(),
    by: z.string(),
    identity: z.string().nullable().describe('Azure identity that was used; null if unknown'),
    deed: z.string().describe('Action, such as plan, apply, write, outcome, cancel, mode'),
    subject: z.string().describe('ARM id, or the id of the plan or apply that the entry refers to'),
    text: z.string(),
    planHash: z.string().nullable(),
    applyId: z.string().nullable(),
    attemptId: z.string().nullable().describe('Also sent as the x-ms-client-request-id of the call'),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;

/** Name of a document that the server stores for all users of one estate: the draft, map positions, mutes, tour progress and shapes. */
export const StoredDocumentName = z.enum(['draft', 'positions', 'mutes', 'tour', 'shapes']);
export type StoredDocumentName = z.output<typeof StoredDocumentName>;

export const StoredDocument = z
  .object({
    name: StoredDocumentName,
    version: z.int().describe('0 if nothing has been saved yet'),
    value: z.unknown().describe('null if nothing has been saved yet'),
    by: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Kept' });
export type StoredDocument = z.output<typeof StoredDocument>;

const Permission = z.enum(['yes', 'no', 'unknown']);

/** Permissions of the identity on one VNet, according to Azure's permissions API. */
export const VNetRights = z
  .object({
    vnet: z.string().describe('Key of the VNet'),
    write: Permission.describe('virtualNetworkPeerings/write'),
    delete: Permission.describe('virtualNetworkPeerings/delete'),
    peer: Permission.describe('virtualNetworks/peer/action, required on the remote VNet of each half that is written'),
    text: z.string().nullable().describe('Missing permissions and the role that grants them, or why they are unknown'),
  })
  .meta({ id: 'VNetRights' });
export type VNetRights = z.output<typeof VNetRights>;
