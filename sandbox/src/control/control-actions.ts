import { readWorld, worldNamed } from '@peerscape/shared/world';
import type { LimitName } from '../arm/throttle.ts';
import { PACES, type PaceName } from '../pace.ts';
import { type Parts, settle } from '../parts.ts';
import type { Pace } from '../store/operations.ts';
import { declareFault } from './declare-fault.ts';
import { actExternally } from './external.ts';
import { ControlProblem, type Fields, numberIn, objectIn, onlyKnown, textIn, textsIn, yesOrNoIn } from './fields.ts';
import { FAULT_KINDS } from './read-fault.ts';
import { worldNow } from './world-now.ts';

type Action = (context: Parts, fields: Fields) => unknown;

/** Reloads the world that was loaded last and resets faults, latency, limits and clock. The transcript stays. */
function reset(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, []);
  context.faults.clear();
  context.latency.ms = 0;
  context.throttle.reset();
  context.graph.lagMs = 0;
  context.graph.frozen = false;
  context.store.pace = PACES[context.startPace].pace;
  context.wire.retryAfter = PACES[context.startPace].retryAfter;
  context.wire.pageSize = context.startPageSize;
  if (context.world) settle(context, context.world);
  return { world: context.world?.title };
}

function seed(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['world', 'text']);
  const [name, text] = [textIn(fields, 'world'), textIn(fields, 'text')];
  if ((name === undefined) === (text === undefined)) throw new ControlProblem('specify either "world" (a name) or "text" (a world)');
  const world = text === undefined ? worldNamed(name ?? '') : readWorld(text);
  if (!world.ok) throw new ControlProblem(world.problem);
  const seeded = settle(context, world.value);
  if (!seeded.ok) throw new ControlProblem(seeded.problem);
  return { world: world.value.title, vnets: context.store.vnets.size, halves: context.store.halves.size };
}

function clock(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['stand', 'advanceMs', 'pace', 'polls', 'peeringMs', 'vnetMs', 'retryAfter']);
  const stand = yesOrNoIn(fields, 'stand');
  if (stand !== undefined) context.clock.stand(stand);
  const timing = readTiming(fields);
  if (timing) context.store.pace = timing;
  const profile = readProfileName(fields);
  if (profile) context.wire.retryAfter = PACES[profile].retryAfter;
  const retryAfter = numberIn(fields, 'retryAfter');
  if (retryAfter !== undefined) context.wire.retryAfter = () => retryAfter;
  context.clock.advance(numberIn(fields, 'advanceMs') ?? 0);
  return clockNow(context);
}

const clockNow = ({ clock: watch, store }: Parts) => ({
  now: new Date(watch.now()).toISOString(),
  stands: watch.isStanding(),
  operations: store.pace,
});

const readProfileName = (fields: Fields): PaceName | undefined => {
  const name = textIn(fields, 'pace');
  return Object.keys(PACES).find((known) => known === name) as PaceName | undefined;
};

/** Reads the operation timing: that of a latency profile, or `polls` or `clock` with their numbers. */
function readTiming(fields: Fields): Pace | undefined {
  const name = textIn(fields, 'pace');
  const profile = readProfileName(fields);
  if (profile) return PACES[profile].pace;
  if (name === 'polls') return { by: 'polls', polls: numberIn(fields, 'polls') ?? 1 };
  if (name === 'clock') {
    return { by: 'clock', peeringMs: numberIn(fields, 'peeringMs') ?? 12_000, vnetMs: numberIn(fields, 'vnetMs') ?? 6_000 };
  }
  if (name !== undefined) throw new ControlProblem(`"pace" must be one of ${Object.keys(PACES).join(', ')}, polls, clock; got "${name}"`);
  return undefined;
}

function latency(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['ms']);
  context.latency.ms = numberIn(fields, 'ms') ?? 0;
  return { ms: context.latency.ms };
}

function faults(context: Parts, fields: Fields): unknown {
  declareFault(context, fields);
  return faultsNow(context);
}

const faultsNow = (context: Parts) => ({
  faults: context.faults.faults.map(({ id, method, path, nth, times, effect, seen }) => ({
    id,
    method,
    path: path?.source,
    nth,
    times,
    effect: effect.kind,
    seen,
  })),
  effects: FAULT_KINDS,
});

/** Denies actions at a scope, or removes what was denied there. */
function access(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['deny', 'restore', 'actions']);
  const [deny, restore] = [textIn(fields, 'deny'), textIn(fields, 'restore')];
  if (deny !== undefined) context.store.access.deny(scopeOf(context, deny), textsIn(fields, 'actions') ?? ['*']);
  if (restore !== undefined) context.store.access.restore(scopeOf(context, restore));
  return { denied: deny, restored: restore };
}

/** Returns an ARM scope as given, or the scope of the subscription with the given name or ID. */
function scopeOf({ store }: Parts, text: string): string {
  if (text.startsWith('/')) return text;
  const subscription = [...store.subscriptions.values()].find(({ id, name }) => id === text || name === text);
  if (!subscription) throw new ControlProblem(`"${text}" is neither an ARM scope nor a subscription`);
  return `/subscriptions/${subscription.id}`;
}

const LIMITS: readonly LimitName[] = ['reads', 'writes', 'deletes', 'networkReads', 'networkWrites', 'graph'];

function paging(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['pageSize']);
  context.wire.pageSize = Math.max(1, numberIn(fields, 'pageSize') ?? context.startPageSize);
  return { pageSize: context.wire.pageSize };
}

function throttling(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['factor', ...LIMITS]);
  const factor = numberIn(fields, 'factor');
  if (factor !== undefined) context.throttle.scale(factor);
  for (const name of LIMITS) {
    const limit = objectIn(fields, name);
    if (limit) context.throttle.limit(name, { capacity: numberIn(limit, 'capacity') ?? 1, perSecond: numberIn(limit, 'perSecond') ?? 1 });
  }
  return { factor };
}

function graph(context: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['lagMs', 'frozen', 'rescan']);
  context.graph.lagMs = numberIn(fields, 'lagMs') ?? context.graph.lagMs;
  context.graph.frozen = yesOrNoIn(fields, 'frozen') ?? context.graph.frozen;
  if (yesOrNoIn(fields, 'rescan')) context.graph.rescan();
  return { lagMs: context.graph.lagMs, frozen: context.graph.frozen };
}

const POSTS: Readonly<Record<string, Action>> = {
  reset,
  seed,
  clock,
  latency,
  faults,
  external: actExternally,
  access,
  throttling,
  paging,
  graph,
};

const GETS: Readonly<Record<string, (context: Parts) => unknown>> = {
  transcript: (context) => context.transcript.lines,
  world: (context) => ({ title: context.world?.title, hidden: [...(context.world?.hidden ?? [])], rows: worldNow(context.store) }),
  clock: clockNow,
  faults: faultsNow,
};

const DELETES: Readonly<Record<string, (context: Parts) => unknown>> = {
  faults: (context) => {
    context.faults.clear();
    context.graph.frozen = false;
    return faultsNow(context);
  },
};

/** Actions of `/_sandbox/NAME` by method and name. */
export const CONTROL: Readonly<Record<string, Readonly<Record<string, Action>>>> = { GET: GETS, POST: POSTS, DELETE: DELETES };
