import type { HandOffStep } from './steps.ts';

/** A step for a declarative language, which may combine several changes of one half. */
export interface Declaration extends HandOffStep {
  /** True if the half must also be synced. */
  readonly syncs: boolean;
}

/** Converts the steps to declarations of the final state, one for each half, at the position of its first step. Deletions stay separate. */
export function toDeclarations(steps: readonly HandOffStep[]): readonly Declaration[] {
  const halves: Declaration[] = [];
  for (const step of steps) {
    const syncs = step.action === 'sync';
    const at = halves.findLastIndex((other) => isSameHalf(other, step));
    const before = halves[at];
    if (!before || before.action === 'delete' || step.action === 'delete') halves.push({ ...step, syncs });
    else halves[at] = { ...mergeSteps(before, step), syncs: before.syncs || syncs };
  }
  return halves;
}

const mergeSteps = (before: HandOffStep, step: HandOffStep): HandOffStep => ({
  ...step,
  action: before.action === 'sync' ? step.action : before.action,
  requested: { ...before.requested, ...step.requested },
});

const isSameHalf = (one: HandOffStep, other: HandOffStep): boolean =>
  sameId(one.local.id, other.local.id) && sameId(one.remote.id, other.remote.id);

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
