import { formatHalf, formatSettingValue } from './describe-hand-off.ts';
import { listNamedFlags } from './flags.ts';
import type { HandOffStep } from './steps.ts';

/** One row of the table of settings of a half. */
export interface Setting {
  /** `partner → hub` */
  readonly half: string;
  readonly setting: string;
  readonly value: string;
}

const ACTION: Readonly<Record<HandOffStep['action'], string>> = { create: 'Create', update: 'Change', sync: 'Sync', delete: 'Delete' };

/** Returns the action, the VNets and every known setting of the half after the step. */
export function settingsOf(step: HandOffStep): readonly Setting[] {
  const rows: (readonly [string, string])[] = [
    ['Action', ACTION[step.action]],
    ['Name', step.name ?? 'Not known (the half exists but cannot be read)'],
    ['Virtual network', step.local.id],
    ['Remote virtual network', step.remote.id],
    ...(step.action === 'sync' ? [['Address space to sync', step.remote.addressSpace.join(', ')] as const] : []),
    ...(step.action === 'delete' ? [] : listNamedFlags(step.flags).map(({ title, value }) => [title, formatSettingValue(value)] as const)),
  ];
  return rows.map(([setting, value]) => ({ half: formatHalf(step), setting, value }));
}
