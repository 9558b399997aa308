import { z } from 'zod';
import { PlanDocument } from './plans.ts';
import { Half } from './rows.ts';
import { Problem } from './schemas.ts';

/**
 * Where one step stands. `adopted`: it was already so, nothing was sent. `drifted`: changed by somebody else since the plan, nothing was
 * sent. `mismatch`: Azure accepted the write and shows something else. `unknown`: nobody can tell yet whether it was done. `quarantined`:
 * it brought the server down several times.
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

/** States from which a step does not move by itself. */
export const ENDED: ReadonlySet<StepState> = new Set([
  'succeeded',
  'adopted',
  'drifted',
  'failed',
  'mismatch',
  'skipped',
  'cancelled',
  'quarantined',
]);

/** States in which what the step wanted is true. */
export const DONE: ReadonlySet<StepState> = new Set(['succeeded', 'adopted']);

export const StepProgress = z
  .object({
    id: z.string().describe('Of the step in the plan'),
    state: StepState,
    since: z.iso.datetime(),
    words: z.string().nullable().describe('What is going on or was found, in a sentence'),
    until: z.iso.datetime().nullable().describe('When it goes on, where it waits for a moment'),
    attempts: z.int().describe('How often a write was sent'),
    problem: Problem.nullable(),
    before: Half.nullable().describe('The half just before the write; null when there was none or nothing was read yet'),
    after: Half.nullable().describe('The half as it was read back at the end; null when there is none or it was not read'),
  })
  .meta({ id: 'StepProgress' });
export type StepProgress = z.output<typeof StepProgress>;

/**
 * `paused`: no new writes for now, `words` says why. `attention`: a step is `unknown` or `quarantined` and a person must look. `done`: all is
 * as planned. `partly`: some steps did not end well. `failed`: none did.
 */
export const ApplyState = z
  .enum(['running', 'cancelling', 'paused', 'attention', 'done', 'partly', 'failed', 'cancelled'])
  .meta({ id: 'ApplyState' });
export type ApplyState = z.output<typeof ApplyState>;

/** Whether an apply in that state will still do something by itself. */
export const isUnderWay = (state: ApplyState): boolean => state === 'running' || state === 'cancelling' || state === 'paused';

const summary = {
  id: z.string(),
  planId: z.string(),
  kind: z.enum(['change', 'undo']),
  undoes: z.string().nullable(),
  undoneBy: z.string().nullable().describe('The newest apply that takes this one back'),
  by: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  state: ApplyState,
  words: z.string().describe('What it does or did: `2 to create, 1 to change`'),
  trouble: z.string().nullable().describe('Why it is paused or needs a person, in a sentence'),
  done: z.int().describe('Steps that have ended well'),
  ended: z.int().describe('Steps that have ended'),
  total: z.int(),
  secondsLeft: z.int().nullable().describe('About how long it still takes; null when it has ended or nobody can tell'),
};

export const ApplySummary = z.object(summary).meta({ id: 'ApplySummary' });
export type ApplySummary = z.output<typeof ApplySummary>;

export const ApplyDocument = z
  .object({
    ...summary,
    steps: z.array(StepProgress).readonly().describe('In the order of the plan'),
    plan: PlanDocument,
    halfOpen: z
      .array(z.object({ a: z.string(), b: z.string(), text: z.string() }))
      .readonly()
      .describe('Pairs that it left with one half'),
  })
  .meta({ id: 'Apply' });
export type ApplyDocument = z.output<typeof ApplyDocument>;

/** One line of the audit: never changed, each chained to the one before by its hash. */
export const AuditEntry = z
  .object({
    serial: z.int(),
    at: z.iso.datetime(),
    by: z.string(),
    identity: z.string().nullable().describe('The Azure identity at work; null where none is known'),
    deed: z.string().describe('Such as plan, apply, write, outcome, cancel, mode'),
    subject: z.string().describe('ARM id or id of the plan or apply it is about'),
    text: z.string(),
    planHash: z.string().nullable(),
    applyId: z.string().nullable(),
    attemptId: z.string().nullable().describe('Also the x-ms-client-request-id of the call'),
    before: z.unknown().nullable(),
    after: z.unknown().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof AuditEntry>;

/** A document that the server keeps for the people of one estate: the draft, positions on the map, mutes, how far the tour is. */
export const KeptName = z.enum(['draft', 'positions', 'mutes', 'tour', 'shapes']);
export type KeptName = z.output<typeof KeptName>;

export const Kept = z
  .object({
    name: KeptName,
    version: z.int().describe('0 when nothing was kept yet'),
    value: z.unknown().describe('null when nothing was kept yet'),
    by: z.string().nullable(),
    at: z.iso.datetime().nullable(),
  })
  .meta({ id: 'Kept' });
export type Kept = z.output<typeof Kept>;

const Answer = z.enum(['yes', 'no', 'unknown']);

/** What the identity may do with one VNet, as Azure's permissions API says. */
export const VNetRights = z
  .object({
    vnet: z.string().describe('Key of the VNet'),
    write: Answer.describe('virtualNetworkPeerings/write'),
    delete: Answer.describe('virtualNetworkPeerings/delete'),
    peer: Answer.describe('virtualNetworks/peer/action, asked of the remote of each half that is written'),
    text: z.string().nullable().describe('What is missing and which role has it, or why it is not known'),
  })
  .meta({ id: 'VNetRights' });
export type VNetRights = z.output<typeof VNetRights>;
