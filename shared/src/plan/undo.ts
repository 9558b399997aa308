import { lastName } from '../arm/index.ts';
import { type Half, type HalfRow, namesIn, type Topology } from '../topology/index.ts';
import { planOf } from './make-plan.ts';
import { type Blocker, inFixedOrder, type Note } from './notice.ts';
import type { Plan, PlannedHalf, Step, Writable } from './plan.ts';
import { halfNow, type Wish, wishKey } from './wishes.ts';
import { differences, writableOf } from './writable.ts';

/** What one plan did to one half, be it only by what it did to the twin: a half is disconnected when its twin goes. */
interface Deed {
  readonly half: PlannedHalf;
  readonly before: HalfRow | undefined;
  readonly after: Writable | undefined;
  readonly wasSynced: boolean;
}

/**
 * The plan that gives back the halves as they were before that plan, or before those of its steps that were done. Where a half is no longer
 * as the plan left it, undoing would write over somebody else's change: that is a blocker, with the reason.
 */
export function undoPlan(now: Topology, { steps }: Pick<Plan, 'steps'>, isDone: (step: Step) => boolean = () => true): Plan {
  const say = namesIn(now);
  const deeds = deedsOf(steps.filter(isDone));
  const blockers: Blocker[] = deeds.flatMap((deed) => {
    const reason = movedOn(halfNow(now, deed.half), deed);
    const { from, to } = deed.half;
    return reason === undefined
      ? []
      : [{ code: 'moved-on', text: `${say(from)} → ${say(to)} ${reason}`, vnets: [from, to], half: { from, to } }];
  });
  const plan = planOf(now, new Map(deeds.map((deed) => [wishKey(deed.half), wishBack(deed)])));
  const notes: Note[] = deeds
    .filter(({ wasSynced, before }) => wasSynced && before)
    .map(({ half: { from, to } }) => ({
      code: 'sync-stays',
      text: `${say(from)} → ${say(to)} keeps the prefixes that it learned: a sync cannot be undone.`,
      vnets: [from, to],
    }));
  return { ...plan, blockers: inFixedOrder([...plan.blockers, ...blockers]), notes: inFixedOrder([...plan.notes, ...notes]) };
}

function deedsOf(steps: readonly Step[]): readonly Deed[] {
  const deeds = new Map<string, Deed>();
  for (const { half, expects, write, action } of steps) {
    const known = deeds.get(wishKey(half));
    const before = known ? known.before : expects.kind === 'half' ? expects.half : undefined;
    deeds.set(wishKey(half), { half, before, after: write, wasSynced: action === 'sync' || known?.wasSynced === true });
  }
  for (const { half, twin, action } of steps) {
    const ref = { from: half.to, to: half.from };
    const isAffected = (action === 'create' || action === 'delete') && twin !== undefined && twin.state !== 'Disconnected';
    if (isAffected && !deeds.has(wishKey(ref)))
      deeds.set(wishKey(ref), {
        half: { ...ref, id: twin.id, name: lastName(twin.id) },
        before: twin,
        after: writableOf(twin),
        wasSynced: false,
      });
  }
  return [...deeds.values()];
}

function movedOn(now: Half | undefined, { half, after }: Deed): string | undefined {
  if (!now) return after && 'was deleted since; undoing would have to make it again.';
  if (!after) return 'was made again since; undoing would write over it.';
  if (now.name.toLowerCase() !== half.name.toLowerCase()) return `is another half since, called ${now.name}.`;
  const changed = differences(after, writableOf(now));
  return changed.length === 0 ? undefined : `was changed since (${changed.join(', ')}); undoing would write over that.`;
}

/** A half that is given back is alive where it was alive: one that waited for its twin waits again. */
function wishBack({ half: { from, to, name }, before }: Deed): Wish {
  if (!before) return { from, to, goal: 'gone', flags: {}, sync: false };
  const exact = writableOf(before);
  const wasDead = before.state === 'Disconnected';
  const oldName = lastName(before.id);
  const isRenamed = oldName.toLowerCase() !== name.toLowerCase();
  return { from, to, goal: isRenamed ? 'anew' : 'there', name: oldName, flags: {}, exact, sync: false, ...(wasDead && { stayDead: true }) };
}
