import { listNamedFlags } from './flags.ts';
import type { HandOffStep } from './steps.ts';

/** A value of a setting in words. */
export const formatSettingValue = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value.join(', ');

/** The half in words: `partner → hub`. */
export const formatHalf = ({ local, remote }: HandOffStep): string => `${local.name} → ${remote.name}`;

/** What one step does, in one sentence without its end. */
export function describeHandOffStep(step: HandOffStep): string {
  const half = formatHalf(step);
  const settings = listNamedFlags(step.requested).map(({ title, value }) => `${title}: ${formatSettingValue(value)}`);
  switch (step.action) {
    case 'create':
      return `Create the half ${half}${settings.length > 0 ? ` (${settings.join('; ')})` : ''}`;
    case 'update':
      return settings.length > 0 ? `Change the half ${half} (${settings.join('; ')})` : `Write the half ${half} again as it is`;
    case 'sync':
      return `Sync the half ${half}, so that it learns the prefixes of ${step.remote.name}`;
    case 'delete':
      return `Delete the half ${half}`;
  }
}
