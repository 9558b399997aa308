import type { StepProgress } from '@peerscape/shared/api';
import type { Writable } from '@peerscape/shared/plan';
import type { HalfRow } from '@peerscape/shared/topology';
import { SETTINGS, settingNames, valueInWords } from '../half-settings.ts';

/** A half as it was read. */
type Read = HalfRow | NonNullable<StepProgress['after']>;

/** A half as it was read, or as it is written; nothing where there is none. */
export type Seen = Read | Writable | null | undefined;

/** One row of a comparison: a value for each of the halves compared. */
export interface Compared {
  readonly what: string;
  readonly values: readonly string[];
}

const NONE = '–';

/** What stands in a cell, and what it is compared as; nothing when it says nothing about that. */
interface Cell {
  readonly text: string;
  readonly as: string | undefined;
}

const row = (what: string, cells: readonly Cell[]): readonly Compared[] =>
  new Set(cells.flatMap(({ as }) => as ?? [])).size > 1 ? [{ what, values: cells.map(({ text }) => text) }] : [];

/** In what the halves differ, a row each. Where there is no half, what another has beyond Azure’s defaults counts as a difference. */
export const compareHalves = (halves: readonly Seen[]): readonly Compared[] => [
  ...row('The half', halves.map(presence)),
  ...settingNames.flatMap((setting) =>
    row(
      SETTINGS[setting],
      halves.map((half) => settingOf(half, setting)),
    ),
  ),
  ...READ.flatMap(({ what, property }) =>
    row(
      what,
      halves.map((half) => readOf(half, property)),
    ),
  ),
];

const same = (text: string): Cell => ({ text, as: text });

const presence = (half: Seen): Cell => same(half ? 'there' : 'not there');

/** Azure’s values where nothing is said: it sends some properties only where they are otherwise. */
const DEFAULTS: Partial<Writable> = {
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
  doNotVerifyRemoteGateways: false,
  completeVnets: true,
  onlyIPv6: false,
  localSubnets: [],
  remoteSubnets: [],
  other: {},
};

function settingOf(half: Seen, setting: keyof Writable): Cell {
  const byDefault = DEFAULTS[setting];
  if (half) return same(valueInWords(half[setting] ?? byDefault));
  return { text: NONE, as: byDefault === undefined ? undefined : valueInWords(byDefault) };
}

/** What only Azure says of a half; what is only planned has none of it. */
const READ = [
  { what: 'State', property: 'state' },
  { what: 'Sync', property: 'sync' },
  { what: 'Prefixes it knows', property: 'remoteLearned' },
] as const;

const isRead = (half: Seen): half is Read => half != null && 'state' in half;

function readOf(half: Seen, property: (typeof READ)[number]['property']): Cell {
  if (!half) return same(NONE);
  const value = isRead(half) ? half[property] : undefined;
  return value === undefined ? { text: NONE, as: undefined } : same(valueInWords(value));
}
