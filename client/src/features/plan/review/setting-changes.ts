import type { Step, Writable } from '@peerscape/shared/plan';
import { formatSetting, PROPERTY_LABELS } from '../half-settings.ts';

/** One setting of a half before and after a step. */
export interface SettingChange {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** Lists what a step changes on an existing half; empty for a new half and for a deletion, whose sentences are complete. */
export function settingChanges(step: Step, steps: readonly Step[]): readonly SettingChange[] {
  const { action, changed, write } = step;
  if (action === 'sync') return prefixChanges(step);
  const before = halfBefore(step, steps);
  if (action !== 'update' || !before) return [];
  return changed.map((setting) => ({
    setting: PROPERTY_LABELS[setting],
    before: formatSetting(before[setting]),
    after: formatSetting(write?.[setting]),
  }));
}

/** Returns the half before the step: as it was read, or as an earlier step leaves it. */
function halfBefore({ expects }: Step, steps: readonly Step[]): Partial<Writable> | undefined {
  if (expects.kind === 'half') return expects.half;
  return expects.kind === 'left-by' ? steps.find(({ id }) => id === expects.step)?.write : undefined;
}

function prefixChanges({ expects }: Step): readonly SettingChange[] {
  if (expects.kind !== 'half') return [];
  const { remoteLearned, remoteCurrent } = expects.half;
  if (!remoteLearned || !remoteCurrent) return [];
  return [{ setting: 'Remote address space in use', before: formatSetting(remoteLearned), after: formatSetting(remoteCurrent) }];
}
