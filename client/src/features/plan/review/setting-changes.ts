import type { Step, Writable } from '@peerscape/shared/plan';
import { SETTINGS, valueInWords } from '../half-settings.ts';

/** One setting of a half, as it is and as it will be. */
export interface SettingChange {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** What a step changes of a half that is there. A new half and a deletion say it all in their sentence. */
export function settingChanges(step: Step, steps: readonly Step[]): readonly SettingChange[] {
  const { action, changed, write } = step;
  if (action === 'sync') return prefixesLearned(step);
  const before = foundBy(step, steps);
  if (action !== 'update' || !before) return [];
  return changed.map((setting) => ({
    setting: SETTINGS[setting],
    before: valueInWords(before[setting]),
    after: valueInWords(write?.[setting]),
  }));
}

/** The half as the step finds it: as it was read, or as the step before it leaves it. */
function foundBy({ expects }: Step, steps: readonly Step[]): Partial<Writable> | undefined {
  if (expects.kind === 'half') return expects.half;
  return expects.kind === 'left-by' ? steps.find(({ id }) => id === expects.step)?.write : undefined;
}

function prefixesLearned({ expects }: Step): readonly SettingChange[] {
  if (expects.kind !== 'half') return [];
  const { remoteLearned, remoteCurrent } = expects.half;
  if (!remoteLearned || !remoteCurrent) return [];
  return [{ setting: 'Prefixes it knows', before: valueInWords(remoteLearned), after: valueInWords(remoteCurrent) }];
}
