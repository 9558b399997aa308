import { z } from 'zod';
import type { Finding, OpenQuestion } from '../health/index.ts';
import type { Change, HalfFlags } from '../topology/index.ts';
import { type Flags, HalfChange, HalfRef } from './halves.ts';
import { ReadError, Source } from './rows.ts';

const strings = z.array(z.string()).readonly();

const About = z
  .object({
    kind: z.enum(['vnet', 'half', 'peering', 'pair', 'group', 'estate']),
    keys: strings.describe('Keys of the VNets: owner and target of a half, or both ends of a peering'),
    ids: strings.describe('ARM ids in Azure’s casing: those of the existing halves, otherwise those of the VNets'),
  })
  .meta({ id: 'About' });

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** Problem or suspicious setting that a rule found. `id` is stable across snapshots. */
export const WireFinding = z
  .object({
    id: z.string(),
    code: z.string().describe('Permanent code of the rule, such as VNP101'),
    slug: z.string(),
    severity: z.enum(SEVERITIES),
    title: z.string(),
    where: z.string(),
    text: z.string().describe('Description of the problem'),
    about: About,
    guilty: z.array(HalfRef).readonly().describe('The halves that cause the problem'),
    remedy: z.array(HalfChange).readonly().describe('Changes that resolve the problem and that you can make'),
    handOff: z.array(HalfChange).readonly().describe('Changes that resolve the problem and that the owner of another VNet must make'),
    remedySentence: z.string(),
  })
  .meta({ id: 'Finding' });
export type WireFinding = z.output<typeof WireFinding>;

/** Inconclusive check of a rule. It never means that there is no problem. */
export const WireQuestion = z
  .object({
    id: z.string(),
    code: z.string(),
    slug: z.string(),
    title: z.string(),
    where: z.string(),
    reason: z.string().describe('Why the check is inconclusive'),
    about: About,
  })
  .meta({ id: 'OpenQuestion' });
export type WireQuestion = z.output<typeof WireQuestion>;

/** Response of `/api/findings`. */
export const FindingsDocument = z
  .object({
    revision: z.int().describe('Revision of the snapshot that was checked'),
    readAt: z.iso.datetime(),
    counts: z
      .object({ error: z.int(), warning: z.int(), info: z.int(), unknown: z.int(), pass: z.int() })
      .describe('Counts for the whole estate, regardless of the filters'),
    findings: z.array(WireFinding).readonly(),
    unknown: z.array(WireQuestion).readonly(),
    read: z
      .object({ source: Source, unread: z.array(ReadError).readonly() })
      .describe('Source that was checked, and the scopes that could not be read'),
  })
  .meta({ id: 'Findings' });
export type FindingsDocument = z.output<typeof FindingsDocument>;

/** Parameter that can be repeated, contain several comma-separated values, or both. */
const listParameter = z
  .union([z.string().max(500), z.array(z.string().max(500)).max(50)])
  .transform((given) => [given].flat().flatMap((text) => text.split(',').map((value) => value.trim())));

/** Filters of `/api/findings`; a filter that is omitted matches everything. */
export const FindingsQuery = z.strictObject({
  severity: listParameter
    .pipe(z.array(z.enum(SEVERITIES)))
    .optional()
    .describe('error, warning or info; comma-separated or repeated. Inconclusive checks have no severity and are not filtered by it'),
  code: listParameter
    .pipe(z.array(z.string().regex(/^VNP\d{3}$/i, 'a rule code has the form VNP101')))
    .optional()
    .describe('Rule codes such as VNP101; comma-separated or repeated'),
  about: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe('ARM id of a half, VNet, resource group or subscription (including everything in it), or part of a name'),
});
export type FindingsQuery = z.output<typeof FindingsQuery>;

// The rules' types and the wire format must match: any difference is a compile error here.
type Same<A, B> = [A] extends [B] ? true : never;
export const wireMatchesRules: [
  Same<keyof WireFinding, keyof Finding>,
  Same<Omit<Finding, 'evidence'>, WireFinding>,
  Same<OpenQuestion, WireQuestion>,
  Same<keyof OpenQuestion, keyof WireQuestion>,
  Same<Change['kind'], z.output<typeof HalfChange>['kind']>,
  Same<keyof HalfFlags, keyof z.output<typeof Flags>>,
] = [true, true, true, true, true, true];
