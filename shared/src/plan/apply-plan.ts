import { applyChanges, buildTopology, type HalfRow, type TopologyRows } from '../topology/index.ts';
import { changesOf, type Plan, type Writable } from './plan.ts';
import { wishKey } from './wishes.ts';

/** What Azure would show after the plan, for previews and tests: also what we have no word for is as it was written. */
export function applyPlan(rows: TopologyRows, { steps }: Pick<Plan, 'steps'>): TopologyRows {
  const after = applyChanges(rows, changesOf(steps));
  const written = new Map<string, Writable>();
  for (const { half, write } of steps) if (write) written.set(wishKey(half), write);
  if (written.size === 0) return after;
  const keyOf = new Map([...buildTopology({ ...after, vnets: [] }).halves.values()].map((half) => [half.id, wishKey(half)]));
  return { ...after, halves: after.halves.map((row) => asWritten(row, written.get(keyOf.get(row.id) ?? ''))) };
}

/** A write replaces: what it leaves out is not there any more. */
function asWritten(row: HalfRow, write: Writable | undefined): HalfRow {
  if (!write) return row;
  const {
    completeVnets: _,
    onlyIPv6: __,
    localSubnets: ___,
    remoteSubnets: ____,
    doNotVerifyRemoteGateways: _____,
    other: ______,
    ...rest
  } = row;
  return { ...rest, ...write };
}
