import { listNamedFlags } from './flags.ts';
import { formatHalf, formatSettingValue } from './say.ts';
import type { HandOffStep } from './steps.ts';

/** One row of the table that says exactly how a half must be set. */
export interface Setting {
  /** `partner → hub` */
  readonly half: string;
  readonly setting: string;
  readonly value: string;
}

const ACTION: Readonly<Record<HandOffStep['action'], string>> = { create: 'Create', update: 'Change', sync: 'Sync', delete: 'Delete' };

/** What to do with the half, where it is, and every setting that it has afterwards as far as that is known. */
export function settingsOf(step: HandOffStep): readonly Setting[] {
  const rows: (readonly [string, string])[] = [
    ['Action', ACTION[step.action]],
    ['Name', step.name ?? 'It exists, but may not be read here'],
    ['Virtual network', step.local.id],
    ['Remote virtual network', step.remote.id],
    ...(step.action === 'sync' ? [['Prefixes to learn', step.remote.addressSpace.join(', ')] as const] : []),
    ...(step.action === 'delete' ? [] : listNamedFlags(step.flags).map(({ title, value }) => [title, formatSettingValue(value)] as const)),
  ];
  return rows.map(([setting, value]) => ({ half: formatHalf(step), setting, value }));
}
