import { z } from 'zod';
import type { Finding, OpenQuestion } from '../health/index.ts';
import type { Change, HalfFlags } from '../topology/index.ts';
import { type Flags, HalfChange, HalfRef } from './halves.ts';
import { Source, Unread } from './rows.ts';

const strings = z.array(z.string()).readonly();

const About = z
  .object({
    kind: z.enum(['vnet', 'half', 'peering', 'pair', 'group', 'estate']),
    keys: strings.describe('Keys of the VNets: owner and target of a half, both ends of a peering'),
    ids: strings.describe('ARM ids as Azure spells them: the halves that exist, otherwise the VNets'),
  })
  .meta({ id: 'About' });

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** One thing wrong or suspicious. `id` is the same from one snapshot to the next. */
export const WireFinding = z
  .object({
    id: z.string(),
    code: z.string().describe('Permanent code of the rule, such as VNP101'),
    slug: z.string(),
    severity: z.enum(SEVERITIES),
    title: z.string(),
    where: z.string(),
    text: z.string().describe('What was seen'),
    about: About,
    guilty: z.array(HalfRef).readonly().describe('The halves to look at'),
    remedy: z.array(HalfChange).readonly().describe('The changes that end it and that are yours to make'),
    handOff: z.array(HalfChange).readonly().describe('The changes that end it and that somebody else must make'),
    remedySentence: z.string(),
  })
  .meta({ id: 'Finding' });
export type WireFinding = z.output<typeof WireFinding>;

/** A question that a rule could not answer. It never means that all is well. */
export const WireQuestion = z
  .object({
    id: z.string(),
    code: z.string(),
    slug: z.string(),
    title: z.string(),
    where: z.string(),
    reason: z.string().describe('Why it cannot be told'),
    about: About,
  })
  .meta({ id: 'OpenQuestion' });
export type WireQuestion = z.output<typeof WireQuestion>;

/** The reply of `/api/findings`. */
export const FindingsDocument = z
  .object({
    revision: z.int().describe('Of the snapshot that was looked at'),
    readAt: z.iso.datetime(),
    counts: z
      .object({ error: z.int(), warning: z.int(), info: z.int(), unknown: z.int(), pass: z.int() })
      .describe('Of the whole estate, whatever was asked for'),
    findings: z.array(WireFinding).readonly(),
    unknown: z.array(WireQuestion).readonly(),
    read: z.object({ source: Source, unread: z.array(Unread).readonly() }).describe('What was looked at, and what could not be read'),
  })
  .meta({ id: 'Findings' });
export type FindingsDocument = z.output<typeof FindingsDocument>;

/** A parameter that may come several times, hold several values with commas between them, or both. */
const listed = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(50)])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').map((word) => word.trim())));

/** What may be asked of `/api/findings`; parts that are left out let everything pass. */
export const FindingsQuery = z.strictObject({
  severity: listed
    .pipe(z.array(z.enum(SEVERITIES)))
    .optional()
    .describe('error, warning or info; several with commas or repeated. Open questions have no severity and are not filtered by it'),
  code: listed
    .pipe(z.array(z.string().regex(/^VNP\d{3}$/i, 'a code looks like VNP101')))
    .optional()
    .describe('Codes of rules such as VNP101; several with commas or repeated'),
  about: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe('An ARM id (of a half, a VNet, a resource group or a subscription: all in it), or a part of a name'),
});
export type FindingsQuery = z.output<typeof FindingsQuery>;

// What the rules give and what travels are the same shape: either side drifting is a compile error here.
type Same<A, B> = [A] extends [B] ? true : never;
export const wireMatchesRules: [
  Same<keyof WireFinding, keyof Finding>,
  Same<Omit<Finding, 'evidence'>, WireFinding>,
  Same<OpenQuestion, WireQuestion>,
  Same<keyof OpenQuestion, keyof WireQuestion>,
  Same<Change['kind'], z.output<typeof HalfChange>['kind']>,
  Same<keyof HalfFlags, keyof z.output<typeof Flags>>,
] = [true, true, true, true, true, true];
