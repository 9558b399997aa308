import type { Step } from './steps.ts';

/** A step for a language that says how things are, not what happens: it may hold several changes of one half. */
export interface Declared extends Step {
  /** Whether the half is to learn its remote's prefixes as well. */
  readonly syncs: boolean;
}

/** Each half once, where it first comes, as it is in the end; two declarations of one half would contradict each other. */
export function declared(steps: readonly Step[]): readonly Declared[] {
  const halves: Declared[] = [];
  for (const step of steps) {
    const syncs = step.action === 'sync';
    const at = halves.findLastIndex((other) => isSameHalf(other, step));
    const before = halves[at];
    if (!before || before.action === 'delete' || step.action === 'delete') halves.push({ ...step, syncs });
    else halves[at] = { ...merged(before, step), syncs: before.syncs || syncs };
  }
  return halves;
}

const merged = (before: Step, step: Step): Step => ({
  ...step,
  action: before.action === 'sync' ? step.action : before.action,
  asked: { ...before.asked, ...step.asked },
});

const isSameHalf = (one: Step, other: Step): boolean => sameId(one.near.id, other.near.id) && sameId(one.far.id, other.far.id);

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
