import { applyChanges, buildTopology, type Change, flagsOf, type HalfRow, type TopologyRows, withoutSettings } from '../topology/index.ts';
import { halfKey } from './half-intents.ts';
import { changesOf, type Plan, type Step, type Writable } from './plan.ts';

/** Returns the rows that Azure would show after the plan, for previews and tests. Properties that this version does not know are kept as written. */
export function applyPlan(rows: TopologyRows, { steps }: Pick<Plan, 'steps'>): TopologyRows {
  const after = applyChanges(rows, steps.flatMap(toWholeChanges));
  const written = new Map<string, Writable>();
  for (const { half, write } of steps) if (write) written.set(halfKey(half), write);
  if (written.size === 0) return after;
  const keyOf = new Map([...buildTopology({ ...after, vnets: [] }).halves.values()].map((half) => [half.id, halfKey(half)]));
  return { ...after, halves: after.halves.map((row) => replaceProperties(row, written.get(keyOf.get(row.id) ?? ''))) };
}

/** Converts a step to changes that contain all settings that it writes, because what a half peers decides what it learns. */
function toWholeChanges(step: Step): readonly Change[] {
  if (!step.write || step.action === 'sync') return changesOf([step]);
  const flags = flagsOf(step.write);
  return changesOf([step]).map((change) => ({ ...change, flags }));
}

/** Replaces the writable properties of a row; a PUT removes the properties that it leaves out. */
function replaceProperties(row: HalfRow, write: Writable | undefined): HalfRow {
  if (!write) return row;
  const { other: _, ...rest } = withoutSettings(row);
  return { ...rest, ...write };
}
