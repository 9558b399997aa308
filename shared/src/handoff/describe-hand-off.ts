import { listNamedFlags } from './flags.ts';
import type { HandOffStep } from './steps.ts';

/** Formats the value of a setting. */
export const formatSettingValue = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? (value ? 'Yes' : 'No') : value.join(', ');

/** Formats a half: `partner → hub`. */
export const formatHalf = ({ local, remote }: HandOffStep): string => `${local.name} → ${remote.name}`;

/** Describes a step as a sentence without its full stop. */
export function describeHandOffStep(step: HandOffStep): string {
  const half = formatHalf(step);
  const settings = listNamedFlags(step.requested).map(({ title, value }) => `${title}: ${formatSettingValue(value)}`);
  switch (step.action) {
    case 'create':
      return `Create the half ${half}${settings.length > 0 ? ` (${settings.join('; ')})` : ''}`;
    case 'update':
      return settings.length > 0
        ? `Change the half ${half} (${settings.join('; ')})`
        : `Rewrite the half ${half} with its current settings`;
    case 'sync':
      return `Sync the half ${half} with the current address space of ${step.remote.name}`;
    case 'delete':
      return `Delete the half ${half}`;
  }
}
