import { namedFlags } from './flags.ts';
import type { Step } from './steps.ts';

/** A value of a setting in words. */
export const sayValue = (value: boolean | readonly string[]): string =>
  typeof value === 'boolean' ? (value ? 'yes' : 'no') : value.join(', ');

/** The half in words: `partner → hub`. */
export const sayHalf = ({ near, far }: Step): string => `${near.name} → ${far.name}`;

/** What one step does, in one sentence without its end. */
export function sayStep(step: Step): string {
  const half = sayHalf(step);
  const settings = namedFlags(step.asked).map(({ title, value }) => `${title}: ${sayValue(value)}`);
  switch (step.action) {
    case 'create':
      return `Create the half ${half}${settings.length > 0 ? ` (${settings.join('; ')})` : ''}`;
    case 'update':
      return settings.length > 0 ? `Change the half ${half} (${settings.join('; ')})` : `Write the half ${half} again as it is`;
    case 'sync':
      return `Sync the half ${half}, so that it learns the prefixes of ${step.far.name}`;
    case 'delete':
      return `Delete the half ${half}`;
  }
}
