import type { HandOffStep } from './steps.ts';

/** A step for a language that says how things are, not what happens: it may hold several changes of one half. */
export interface Declaration extends HandOffStep {
  /** Whether the half is to learn its remote's prefixes as well. */
  readonly syncs: boolean;
}

/** Each half once, where it first comes, as it is in the end; two declarations of one half would contradict each other. */
export function toDeclarations(steps: readonly HandOffStep[]): readonly Declaration[] {
  const halves: Declaration[] = [];
  for (const step of steps) {
    const syncs = step.action === 'sync';
    const at = halves.findLastIndex((other) => isSameHalf(other, step));
    const before = halves[at];
    if (!before || before.action === 'delete' || step.action === 'delete') halves.push({ ...step, syncs });
    else halves[at] = { ...merged(before, step), syncs: before.syncs || syncs };
  }
  return halves;
}

const merged = (before: HandOffStep, step: HandOffStep): HandOffStep => ({
  ...step,
  action: before.action === 'sync' ? step.action : before.action,
  requested: { ...before.requested, ...step.requested },
});

const isSameHalf = (one: HandOffStep, other: HandOffStep): boolean =>
  sameId(one.local.id, other.local.id) && sameId(one.remote.id, other.remote.id);

const sameId = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
