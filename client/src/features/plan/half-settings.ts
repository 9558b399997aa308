import { lastName } from '@peerscape/shared/arm';
import type { Writable } from '@peerscape/shared/plan';
import { HALF_SETTINGS } from '@peerscape/shared/topology';

/** Writable property of a half with its label and, where Azure has one, its default. */
interface HalfProperty {
  readonly name: keyof Writable;
  readonly label: string;
  readonly default?: Writable[keyof Writable];
}

/** Writable properties of a half in display order; labels are named after the ARM properties. */
export const HALF_PROPERTIES: readonly HalfProperty[] = [
  { name: 'remoteId', label: 'Remote VNet' },
  ...HALF_SETTINGS.map(({ row, title, default: byDefault }) => ({ name: row, label: title, default: byDefault })),
  { name: 'other', label: 'Other properties', default: {} },
];

/** Label of each writable property of a half. */
export const PROPERTY_LABELS = Object.fromEntries(HALF_PROPERTIES.map(({ name, label }) => [name, label])) as Readonly<
  Record<keyof Writable, string>
>;

/** Formats the value of a setting: `yes`, `no`, joined names, `none`, or `not set`. */
export function formatSetting(value: Writable[keyof Writable]): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return lastName(value);
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  return JSON.stringify(value);
}
