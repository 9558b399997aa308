import { type Half, nodeOf, type Topology } from '../topology/index.ts';
import type { Action, Cause, Expectation, PlannedHalf, Writable } from './plan.ts';
import type { WantedHalf } from './wanted.ts';
import { halfNow, wishKey } from './wishes.ts';
import { DEFAULTS, differences, writableOf } from './writable.ts';

/** A step before it is known what it must wait for. */
export interface LooseStep {
  readonly id: string;
  readonly action: Action;
  readonly half: PlannedHalf;
  readonly cause: Cause;
  /** The half just before, as far as this plan alone decides it; undefined when it is not there. */
  readonly before: Writable | undefined;
  /** The half just after. */
  readonly after: Writable | undefined;
  /** Whether the half is Disconnected when the plan begins. */
  readonly isDead: boolean;
  /** It calls the half back after the plan deleted its twin. */
  readonly comesBack: boolean;
  /** Its place among the steps of its half. */
  readonly place: number;
  readonly changed: readonly (keyof Writable)[];
  readonly expects: Expectation;
  readonly twin: Half | undefined;
}

type Move = Pick<LooseStep, 'action' | 'cause' | 'comesBack'> & { readonly after: Writable | undefined };

/** The steps that make what is wanted of what is, half by half; a half that already is as wanted needs none. */
export function diff(topology: Topology, halves: ReadonlyMap<string, WantedHalf>): readonly LooseStep[] {
  return [...halves]
    .sort(([p], [q]) => (p < q ? -1 : 1))
    .flatMap(([, wanted]) => strung(topology, wanted, movesOf(topology, wanted, halves)));
}

function movesOf(topology: Topology, wanted: WantedHalf, halves: ReadonlyMap<string, WantedHalf>): Move[] {
  const { now, goal, wish, half } = wanted;
  const twin = halves.get(wishKey({ from: half.to, to: half.from }));
  const gone: Move[] = now ? [{ action: 'delete', cause: 'asked-for', comesBack: false, after: undefined }] : [];
  if (!goal) return gone;
  if (wish.goal === 'anew' || !now) return [...gone, { action: 'create', cause: 'asked-for', comesBack: false, after: goal }];
  return [...writes(topology, now, goal, wanted, twin), ...syncs(topology, now, goal, wanted)];
}

function writes(topology: Topology, now: Half, goal: Writable, { wish, half }: WantedHalf, twin: WantedHalf | undefined): Move[] {
  const twinNow = twin?.now ?? halfNow(topology, { from: half.to, to: half.from });
  const losesTwin = twin?.now !== undefined && (twin.wish.goal === 'anew' || twin.wish.goal === 'gone');
  const isRemade = losesTwin && twin.wish.goal === 'anew';
  const isAsked = wish.goal === 'there';
  const cause = isAsked && !wish.stayDead ? whyAgain(now, twinNow, twin) : undefined;
  const mustRevive = isRemade || (isAsked && losesTwin && wish.exact !== undefined && !wish.stayDead && now.state !== 'Disconnected');
  if (!cause && !mustRevive && differences(writableOf(now), goal).length === 0) return [];
  const why = cause ?? (isRemade ? 'twin-is-made-anew' : mustRevive ? 'dead-half-is-written-again' : 'asked-for');
  const write: Move = { action: 'update', cause: why, comesBack: isRemade || mustRevive, after: goal };
  return mustBorrowLater(now, goal, twin, twinNow, isRemade)
    ? [
        { ...write, after: { ...goal, useRemoteGateways: false } },
        { ...write, cause: 'gateway-waits-for-its-offer' },
      ]
    : [write];
}

/** Why a half is written although nothing in it changes. Of two that both wait, one write connects both. */
function whyAgain(now: Half, twin: Half | undefined, wanted: WantedHalf | undefined): Cause | undefined {
  if (now.state === 'Disconnected') return 'dead-half-is-written-again';
  if (now.provisioningState === 'Failed') return 'last-write-failed';
  if (now.state === 'Connected' || !twin || twin.state === 'Disconnected') return undefined;
  return wanted?.wish.goal === 'there' && now.from > now.to ? undefined : 'halves-do-not-see-each-other';
}

/** A dead half comes back before its twin is written; when the twin offers its gateway only then, the half borrows it in a second write. */
function mustBorrowLater(now: Half, goal: Writable, twin: WantedHalf | undefined, twinNow: Half | undefined, isRemade: boolean): boolean {
  if (!goal.useRemoteGateways || !twin?.goal?.allowTransit) return false;
  if (isRemade) return true;
  return now.state === 'Disconnected' && twinNow?.state !== 'Disconnected' && !twinNow?.allowTransit;
}

function syncs(topology: Topology, now: Half, goal: Writable, { wish, half }: WantedHalf): Move[] {
  if (!wish.sync || now.state === 'Disconnected') return [];
  const remote = nodeOf(topology, half.to);
  const current = remote?.kind === 'vnet' && goal.completeVnets !== false ? remote.addressSpace : now.remoteCurrent;
  const saysOld = now.sync === 'LocalNotInSync' || now.sync === 'LocalAndRemoteNotInSync';
  const looksOld = now.remoteLearned !== undefined && current !== undefined && !sameSet(now.remoteLearned, current);
  return saysOld || looksOld || now.sync === undefined ? [{ action: 'sync', cause: 'asked-for', comesBack: false, after: goal }] : [];
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((text) => b.includes(text));

/** The moves of one half as steps, each finding what the one before leaves. */
function strung(topology: Topology, { half, now }: WantedHalf, moves: readonly Move[]): LooseStep[] {
  const steps: LooseStep[] = [];
  const twin = halfNow(topology, { from: half.to, to: half.from });
  for (const [place, { action, cause, comesBack, after }] of moves.entries()) {
    const last = steps[steps.length - 1];
    const before = last ? last.after : now && writableOf(now);
    const again = steps.filter((step) => step.action === action).length;
    steps.push({
      id: `${action} ${wishKey(half)}${again > 0 ? ` #${again + 1}` : ''}`,
      action,
      half: action === 'delete' && now ? { ...half, id: now.id, name: now.name } : half,
      cause,
      before,
      after,
      isDead: now?.state === 'Disconnected' && !last,
      comesBack,
      place,
      changed: action === 'create' || action === 'update' ? differences(before ?? DEFAULTS, after ?? DEFAULTS) : [],
      expects: last ? { kind: 'left-by', step: last.id } : now ? { kind: 'half', half: now } : { kind: 'absent' },
      twin,
    });
  }
  return steps;
}
