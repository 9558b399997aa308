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

/** In what the halves differ, a row each. Azure’s own properties count only where they were read. */
export function compareHalves(halves: readonly Seen[]): readonly Compared[] {
  return [
    { what: 'The half', values: halves.map((half) => (half ? 'there' : 'not there')) },
    ...settingNames.map((setting) => ({ what: SETTINGS[setting], values: halves.map((half) => settingOf(half, setting)) })),
    { what: 'State', values: halves.map((half) => readOf(half, 'state')) },
    { what: 'Sync', values: halves.map((half) => readOf(half, 'sync')) },
    { what: 'Prefixes it knows', values: halves.map((half) => readOf(half, 'remoteLearned')) },
  ].filter(({ values }) => new Set(values.filter((value) => value !== NONE)).size > 1);
}

/** Some properties Azure sends only where they are not at their default; then absent and false are the same. */
function settingOf(half: Seen, setting: keyof Writable): string {
  if (!half) return NONE;
  return valueInWords(half[setting] ?? DEFAULTS[setting]);
}

const DEFAULTS: Partial<Writable> = {
  doNotVerifyRemoteGateways: false,
  completeVnets: true,
  onlyIPv6: false,
  localSubnets: [],
  remoteSubnets: [],
  other: {},
};

const isRead = (half: Seen): half is Read => half != null && 'state' in half;

function readOf(half: Seen, property: 'state' | 'sync' | 'remoteLearned'): string {
  const value = isRead(half) ? half[property] : undefined;
  return value === undefined ? NONE : valueInWords(value);
}
