import type { StepProgress } from '@peerscape/shared/api';
import type { Writable } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { formatSetting, HALF_PROPERTIES } from '../half-settings.ts';

/** A half as it was read from Azure. */
type ReadHalf = HalfRow | NonNullable<StepProgress['after']>;

/** A half as it was read or as it is written; null or undefined where none exists. */
export type ObservedHalf = ReadHalf | Writable | null | undefined;

/** One row of a comparison: a label and a value for each compared half. */
export interface ComparisonRow {
  readonly what: string;
  readonly values: readonly string[];
}

const NO_VALUE = '–';

/** Text of a cell, and the value it is compared by (`as`); undefined if the half has no such value. */
interface Cell {
  readonly text: string;
  readonly as: string | undefined;
}

const row = (what: string, cells: readonly Cell[]): readonly ComparisonRow[] =>
  new Set(cells.flatMap(({ as }) => as ?? [])).size > 1 ? [{ what, values: cells.map(({ text }) => text) }] : [];

/** Compares halves and returns a row for each difference. A missing half is compared as if it had Azure’s defaults. */
export const compareHalves = (halves: readonly ObservedHalf[]): readonly ComparisonRow[] => [
  ...row('Half', halves.map(presence)),
  ...HALF_PROPERTIES.flatMap((property) =>
    row(
      property.label,
      halves.map((half) => toSettingCell(half, property)),
    ),
  ),
  ...READ_ONLY.flatMap(({ what, property }) =>
    row(
      what,
      halves.map((half) => readOf(half, property)),
    ),
  ),
];

const toCell = (text: string): Cell => ({ text, as: text });

const presence = (half: ObservedHalf): Cell => toCell(half ? 'exists' : 'does not exist');

/** Azure returns some properties only when they differ from its default. */
function toSettingCell(half: ObservedHalf, { name, default: byDefault }: (typeof HALF_PROPERTIES)[number]): Cell {
  if (half) return toCell(formatSetting(half[name] ?? byDefault));
  return { text: NO_VALUE, as: byDefault === undefined ? undefined : formatSetting(byDefault) };
}

/** Properties that only Azure reports; a planned half has none of them. */
const READ_ONLY = [
  { what: 'Peering state', property: 'state' },
  { what: 'Sync level', property: 'sync' },
  { what: 'Remote address space in use', property: 'remoteLearned' },
] as const;

const isRead = (half: ObservedHalf): half is ReadHalf => half != null && 'state' in half;

function readOf(half: ObservedHalf, property: (typeof READ_ONLY)[number]['property']): Cell {
  if (!half) return toCell(NO_VALUE);
  const value = isRead(half) ? half[property] : undefined;
  return value === undefined ? { text: NO_VALUE, as: undefined } : toCell(formatSetting(value));
}
