import { z } from 'zod';
import type { Intent, Plan, PlanNotice, Step, Writable } from '../plan/index.ts';
import { WireFinding } from './findings.ts';
import { settingsInWrite } from './half-settings.ts';
import { Flags, HalfChange, HalfRef, VNetKey } from './halves.ts';
import { Half } from './rows.ts';
import { typedSchema } from './typed-schema.ts';

const strings = z.array(z.string()).readonly();

const Ref = z.strictObject({ from: VNetKey, to: VNetKey });
const HalfSettings = z.strictObject({ name: z.string().max(200).exactOptional(), flags: Flags.strict().exactOptional() });
const Between = z.strictObject({ a: VNetKey, b: VNetKey, ab: HalfSettings.exactOptional(), ba: HalfSettings.exactOptional() });
const OneOnly = Ref.extend({ only: z.literal('half').exactOptional() });

/** A user's intent for one or more halves. Several intents form a draft; their order does not matter. */
export const WireIntent = typedSchema<Intent>()(
  z
    .discriminatedUnion('kind', [
      Between.extend({ kind: z.literal('connect'), only: z.literal('half').exactOptional() }),
      Ref.extend({ kind: z.literal('set-options'), flags: Flags.strict(), back: Flags.strict().exactOptional() }),
      OneOnly.extend({ kind: z.literal('delete') }),
      OneOnly.extend({ kind: z.literal('sync') }),
      Between.extend({ kind: z.literal('repair') }),
      z.strictObject({ kind: z.literal('changes'), changes: z.array(HalfChange).min(1).max(5000).readonly() }),
    ])
    .meta({ id: 'Intent' }),
);

export const Intents = z.array(WireIntent).min(1).max(5000).readonly();

/** The value of the stored document `draft`, if it has changes. */
export const StoredDraft = z.object({ intents: Intents });

/** Input of a plan: the stored draft of the given version, or any intents. */
export const PlanRequest = z
  .strictObject({
    draft: z.int().min(1).optional().describe('Version of the stored draft; it must be the current one'),
    intents: Intents.optional().describe('Intents to plan instead of the stored draft'),
  })
  .refine(({ draft, intents }) => (draft === undefined) !== (intents === undefined), 'either draft or intents is required')
  .meta({ id: 'PlanRequest' });
export type PlanRequest = z.output<typeof PlanRequest>;

const WireWritable = z.object({
  remoteId: z.string(),
  ...settingsInWrite,
  other: z.record(z.string(), z.unknown()).optional(),
});

const Action = z.enum(['create', 'update', 'sync', 'delete']);

export const WireStep = z
  .object({
    id: z.string(),
    action: Action,
    half: HalfRef.extend({ id: z.string(), name: z.string() }),
    write: WireWritable.optional().describe('All properties that are written; absent for a deletion'),
    changed: strings.describe('Properties that differ from the current half, or from Azure’s defaults for a new half'),
    reason: z.string(),
    needs: strings.describe('Ids of the steps that must succeed first'),
    expects: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('absent') }),
      z.object({ kind: z.literal('half'), half: Half }),
      z.object({ kind: z.literal('left-by'), step: z.string() }),
    ]),
    twin: Half.optional(),
  })
  .meta({ id: 'Step' });

const Notice = z.object({
  code: z.string(),
  text: z.string(),
  vnets: strings,
  half: HalfRef.optional(),
  prefixes: strings.optional(),
  arm: z.string().optional(),
  remedy: Intents.optional().describe('Changes that resolve it when they are added to the draft'),
});

const WirePlan = z.object({
  basedOn: z.string(),
  steps: z.array(WireStep).readonly(),
  blockers: z.array(Notice).readonly().describe('Reasons why the plan cannot be applied; empty if it can'),
  unchecked: z.array(Notice).readonly().describe('Conditions that could not be checked; they do not mean that there is no problem'),
  notes: z.array(Notice).readonly(),
  handOff: z.array(HalfChange).readonly().describe('Changes that the owners of other VNets must make'),
  counts: z.object({ create: z.int(), update: z.int(), sync: z.int(), delete: z.int() }),
});

/** Permission that a step requires and that the identity lacks. */
export const MissingRight = z
  .object({
    action: z.string().describe('Action, such as Microsoft.Network/virtualNetworks/peer/action'),
    scope: z.string().describe('ARM id of the VNet on which it is missing'),
    role: z.string().describe('Least privileged built-in role that grants it'),
    text: z.string(),
  })
  .meta({ id: 'MissingRight' });
export type MissingRight = z.output<typeof MissingRight>;

/** Plan as stored by the server: created from the current state in Azure, immutable, and applied at most once. */
export const PlanDocument = z
  .object({
    id: z.string(),
    hash: z.string().describe('Hash of all steps; an apply must pass it, so that exactly the plan that was reviewed is applied'),
    kind: z.enum(['change', 'undo']),
    undoes: z.string().nullable().describe('Id of the apply that it undoes'),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    by: z.string(),
    intents: z.array(WireIntent).readonly().describe('Empty for an undo'),
    plan: WirePlan,
    closes: z.array(WireFinding).readonly().describe('Findings that the plan resolves'),
    opens: z.array(WireFinding).readonly().describe('Findings that the plan causes'),
    missingRights: z.array(MissingRight).readonly(),
    rounds: z.int().describe('Number of consecutive writes to the VNet with the most writes'),
    seconds: z.int().describe('Estimated duration'),
    apply: z.string().nullable().describe('Id of the apply of this plan'),
  })
  .meta({ id: 'Plan' });
export type PlanDocument = z.output<typeof PlanDocument>;

// The wire format and the model must match: any difference is a compile error here.
type Same<A, B> = [A] extends [B] ? true : never;
export const wireMatchesPlans: [
  Same<keyof Plan, keyof z.output<typeof WirePlan>>,
  Same<keyof Step, keyof z.output<typeof WireStep>>,
  Same<keyof Writable, keyof z.output<typeof WireWritable>>,
  Same<keyof PlanNotice, keyof z.output<typeof Notice>>,
  Same<Step['action'], z.output<typeof Action>>,
] = [true, true, true, true, true];
