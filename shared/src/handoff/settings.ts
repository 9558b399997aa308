import { namedFlags } from './flags.ts';
import { sayHalf, sayValue } from './say.ts';
import type { Step } from './steps.ts';

/** One row of the table that says exactly how a half must be set. */
export interface Setting {
  /** `partner → hub` */
  readonly half: string;
  readonly setting: string;
  readonly value: string;
}

const ACTION: Readonly<Record<Step['action'], string>> = { create: 'Create', update: 'Change', sync: 'Sync', delete: 'Delete' };

/** What to do with the half, where it is, and every setting that it has afterwards as far as that is known. */
export function settingsOf(step: Step): readonly Setting[] {
  const rows: (readonly [string, string])[] = [
    ['Action', ACTION[step.action]],
    ['Name', step.name ?? 'It exists, but may not be read here'],
    ['Virtual network', step.near.id],
    ['Remote virtual network', step.far.id],
    ...(step.action === 'sync' ? [['Prefixes to learn', step.far.addressSpace.join(', ')] as const] : []),
    ...(step.action === 'delete' ? [] : namedFlags(step.flags).map(({ title, value }) => [title, sayValue(value)] as const)),
  ];
  return rows.map(([setting, value]) => ({ half: sayHalf(step), setting, value }));
}
