import { z } from 'zod';
import type { Intent, Plan, PlanNotice, Step, Writable } from '../plan/index.ts';
import { WireFinding } from './findings.ts';
import { Flags, HalfChange, HalfRef, VNetKey } from './halves.ts';
import { Half } from './rows.ts';

const strings = z.array(z.string()).readonly();
const flag = z.boolean();

const Ref = z.strictObject({ from: VNetKey, to: VNetKey });
const HalfWish = z.strictObject({ name: z.string().max(200).optional(), flags: Flags.strict().optional() });
const Between = z.strictObject({ a: VNetKey, b: VNetKey, ab: HalfWish.optional(), ba: HalfWish.optional() });
const OneOnly = Ref.extend({ only: z.literal('half').optional() });

/** What a person wants. Several together are a draft; their order does not matter. */
export const WireIntent = z
  .discriminatedUnion('kind', [
    Between.extend({ kind: z.literal('connect'), only: z.literal('half').optional() }),
    Ref.extend({ kind: z.literal('set-options'), flags: Flags.strict(), back: Flags.strict().optional() }),
    OneOnly.extend({ kind: z.literal('delete') }),
    OneOnly.extend({ kind: z.literal('sync') }),
    Between.extend({ kind: z.literal('repair') }),
    z.strictObject({ kind: z.literal('changes'), changes: z.array(HalfChange).min(1).max(5000).readonly() }),
  ])
  .meta({ id: 'Intent' });

export const Intents = z.array(WireIntent).min(1).max(5000).readonly();

const WireWritable = z.object({
  remoteId: z.string(),
  allowAccess: flag,
  allowForwarded: flag,
  allowTransit: flag,
  useRemoteGateways: flag,
  doNotVerifyRemoteGateways: flag.optional(),
  completeVnets: flag.optional(),
  onlyIPv6: flag.optional(),
  localSubnets: strings.optional(),
  remoteSubnets: strings.optional(),
  other: z.record(z.string(), z.unknown()).optional(),
});

const Action = z.enum(['create', 'update', 'sync', 'delete']);

export const WireStep = z
  .object({
    id: z.string(),
    action: Action,
    half: HalfRef.extend({ id: z.string(), name: z.string() }),
    write: WireWritable.optional().describe('Everything that is written; a deletion writes nothing'),
    changed: strings.describe('Which of it is not as it was, or, on a new half, not Azure’s default'),
    reason: z.string(),
    needs: strings.describe('Steps that must have succeeded before'),
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
});

const WirePlan = z.object({
  basedOn: z.string(),
  steps: z.array(WireStep).readonly(),
  blockers: z.array(Notice).readonly().describe('With any of these, the plan cannot be applied'),
  unchecked: z.array(Notice).readonly().describe('What could not be checked; it never means that all is well'),
  notes: z.array(Notice).readonly(),
  handOff: z.array(HalfChange).readonly().describe('What owners of other VNets must do'),
  counts: z.object({ create: z.int(), update: z.int(), sync: z.int(), delete: z.int() }),
});

/** A right that a step needs and that the identity lacks. */
export const MissingRight = z
  .object({
    action: z.string().describe('Such as Microsoft.Network/virtualNetworks/peer/action'),
    scope: z.string().describe('ARM id of the VNet where it is missing'),
    role: z.string().describe('The smallest built-in role that has it'),
    text: z.string(),
  })
  .meta({ id: 'MissingRight' });
export type MissingRight = z.output<typeof MissingRight>;

/** A plan as the server keeps it: made on what the resource providers said at that moment, unchangeable, used once. */
export const PlanDocument = z
  .object({
    id: z.string(),
    hash: z.string().describe('Of everything that will be done; an apply names it, so that what was seen is what is done'),
    kind: z.enum(['change', 'undo']),
    undoes: z.string().nullable().describe('The apply that it takes back'),
    madeAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    by: z.string(),
    intents: z.array(WireIntent).readonly().describe('Empty for an undo'),
    plan: WirePlan,
    closes: z.array(WireFinding).readonly().describe('Findings that are gone after it'),
    opens: z.array(WireFinding).readonly().describe('Findings that come with it'),
    missingRights: z.array(MissingRight).readonly(),
    rounds: z.int().describe('How often the busiest VNet is written, one write after the other'),
    seconds: z.int().describe('About how long it will take'),
    apply: z.string().nullable().describe('The apply that used it'),
  })
  .meta({ id: 'Plan' });
export type PlanDocument = z.output<typeof PlanDocument>;

// The wire and the model are the same shape: either side drifting is a compile error here.
type Same<A, B> = [A] extends [B] ? true : never;
export const wireMatchesPlans: [
  Same<Intent['kind'], z.output<typeof WireIntent>['kind']>,
  Same<keyof Plan, keyof z.output<typeof WirePlan>>,
  Same<keyof Step, keyof z.output<typeof WireStep>>,
  Same<keyof Writable, keyof z.output<typeof WireWritable>>,
  Same<keyof PlanNotice, keyof z.output<typeof Notice>>,
  Same<Step['action'], z.output<typeof Action>>,
] = [true, true, true, true, true, true];
