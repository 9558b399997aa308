import {
  DEFAULT_REQUIRED_SETTINGS,
  HALF_SETTINGS,
  type HalfRow,
  type HalfSetting,
  type SettingName,
  settingsOfHalf,
} from '../topology/index.ts';
import type { Writable } from './plan.ts';

/** Azure’s defaults for the options that a write leaves out (azure-semantics §1.2). */
export const DEFAULT_PROPERTIES: Omit<Writable, 'remoteId'> = DEFAULT_REQUIRED_SETTINGS;

/** Returns the properties that a write must contain to leave the half unchanged. */
export const writablePropertiesOf = (row: HalfRow): Writable => ({
  remoteId: row.remoteId,
  ...settingsOfHalf(row),
  ...(row.other && { other: row.other }),
});

/** Returns the settings that differ. Absent settings count as Azure’s defaults, and subnets are compared as sets. */
export const diffProperties = (before: Omit<Writable, 'remoteId'>, after: Omit<Writable, 'remoteId'>): SettingName[] =>
  HALF_SETTINGS.filter((setting) => comparisonKey(setting, before[setting.row]) !== comparisonKey(setting, after[setting.row])).map(
    ({ row }) => row,
  );

/** Returns whether the half peers whole VNets rather than named subnets. */
export const peersWholeVNets = ({ completeVnets }: Pick<Writable, 'completeVnets'>): boolean => completeVnets ?? true;

function comparisonKey(setting: HalfSetting, written: boolean | readonly string[] | undefined): string {
  const value = written ?? setting.default;
  if (typeof value === 'boolean') return String(value);
  return value
    .map((name) => name.toLowerCase())
    .sort()
    .join();
}
