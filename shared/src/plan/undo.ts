import { lastName, type ResourceKey } from '../arm/index.ts';
import { collectSettings, createNamer, type Half, type HalfRow, nodeOf, type Topology } from '../topology/index.ts';
import { currentHalf, type HalfIntent, halfKey } from './half-intents.ts';
import { planHalfIntents } from './make-plan.ts';
import { type Blocker, type Note, sortNotices } from './notice.ts';
import type { Plan, PlannedHalf, Step, Writable } from './plan.ts';
import { diffProperties, writablePropertiesOf } from './writable.ts';

/** The effect of a plan on one half, directly or through its counterpart: a half becomes Disconnected when its counterpart is deleted. */
interface HalfEffect {
  readonly half: PlannedHalf;
  readonly before: HalfRow | undefined;
  readonly after: Writable | undefined;
  readonly wasSynced: boolean;
}

/**
 * Plans how to restore the halves as they were before a plan, or before those of its steps that were done. When a half is no longer as the
 * plan left it, undoing would overwrite somebody else’s change: that becomes a blocker. Halves of VNets that no longer exist are left out,
 * with a note.
 */
export function undoPlan(current: Topology, { steps }: Pick<Plan, 'steps'>, isDone: (step: Step) => boolean = () => true): Plan {
  const nameOf = createNamer(current);
  const all = effectsOf(steps.filter(isDone));
  const effects = all.filter(({ half }) => missingEnd(current, half) === undefined);
  const blockers: Blocker[] = effects.flatMap((effect) => {
    const reason = describeLaterChange(currentHalf(current, effect.half), effect);
    const { from, to } = effect.half;
    return reason === undefined
      ? []
      : [{ code: 'moved-on', text: `${nameOf(from)} → ${nameOf(to)} ${reason}`, vnets: [from, to], half: { from, to } }];
  });
  const plan = planHalfIntents(current, new Map(effects.map((effect) => [halfKey(effect.half), restoringIntent(effect)])));
  const lost = all.flatMap(({ half, before }): readonly Note[] => {
    const missing = missingEnd(current, half);
    if (missing === undefined || before === undefined) return [];
    const [from, to, vnet] = [half.from, half.to, missing].map(nameOf);
    const text = `${from} → ${to} is not restored: ${vnet} was deleted, or it is not visible to you.`;
    return [{ code: 'not-restored', text, vnets: [half.from, half.to], half: { from: half.from, to: half.to } }];
  });
  const synced: Note[] = effects
    .filter(({ wasSynced, before }) => wasSynced && before)
    .map(({ half: { from, to } }) => ({
      code: 'sync-stays',
      text: `${nameOf(from)} → ${nameOf(to)} stays in sync with ${nameOf(to)}: a sync cannot be undone.`,
      vnets: [from, to],
    }));
  return { ...plan, blockers: sortNotices([...plan.blockers, ...blockers]), notes: sortNotices([...plan.notes, ...synced, ...lost]) };
}

/** Returns the VNet of a half that is not in the topology, not even as the remote VNet of another half; undefined if both are. */
const missingEnd = (topology: Topology, { from, to }: PlannedHalf): ResourceKey | undefined =>
  [from, to].find((key) => nodeOf(topology, key) === undefined);

function effectsOf(steps: readonly Step[]): readonly HalfEffect[] {
  const effects = new Map<string, HalfEffect>();
  for (const { half, expects, write, action } of steps) {
    const earlier = effects.get(halfKey(half));
    const before = earlier ? earlier.before : expects.kind === 'half' ? expects.half : undefined;
    effects.set(halfKey(half), { half, before, after: write, wasSynced: action === 'sync' || earlier?.wasSynced === true });
  }
  for (const { half, twin: counterpart, action } of steps) {
    const ref = { from: half.to, to: half.from };
    const isAffected = (action === 'create' || action === 'delete') && counterpart !== undefined && counterpart.state !== 'Disconnected';
    if (isAffected && !effects.has(halfKey(ref)))
      effects.set(halfKey(ref), {
        half: { ...ref, id: counterpart.id, name: lastName(counterpart.id) },
        before: counterpart,
        after: writablePropertiesOf(counterpart),
        wasSynced: false,
      });
  }
  return [...effects.values()];
}

function describeLaterChange(current: Half | undefined, { half, after }: HalfEffect): string | undefined {
  if (!current) return after && 'has since been deleted; undoing would have to create it again.';
  if (!after) return 'has since been created again; undoing would overwrite it.';
  if (current.name.toLowerCase() !== half.name.toLowerCase()) return `has since been replaced by a half named ${current.name}.`;
  const changed = diffProperties(after, writablePropertiesOf(current));
  return changed.length === 0 ? undefined : `has since been changed (${changed.join(', ')}); undoing would overwrite that change.`;
}

/** Returns the intent that restores the half. A half that was Disconnected may become Disconnected again; an Initiated one becomes Initiated. */
function restoringIntent({ half: { from, to, name }, before, after }: HalfEffect): HalfIntent {
  if (!before) return { from, to, presence: 'absent', flags: {}, sync: false };
  const exact = { ...defaultsOfAdded(before, after), ...writablePropertiesOf(before) };
  const wasDisconnected = before.state === 'Disconnected';
  const oldName = lastName(before.id);
  const isRenamed = oldName.toLowerCase() !== name.toLowerCase();
  return {
    from,
    to,
    presence: isRenamed ? 'recreated' : 'present',
    name: oldName,
    flags: {},
    exact,
    sync: false,
    ...(wasDisconnected && { staysDisconnected: true }),
  };
}

/** Returns Azure’s defaults of the settings that the plan added: it is not known whether a write that leaves them out resets them. */
const defaultsOfAdded = (before: HalfRow, after: Writable | undefined): Partial<Writable> =>
  collectSettings<Partial<Writable>>(({ row, default: byDefault }) =>
    before[row] === undefined && after?.[row] !== undefined ? byDefault : undefined,
  );
