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

type Action = (parts: Parts, fields: Fields) => unknown;

/** Back to the world that was last seeded; faults, latency, limits and clock as at the start. The transcript stays. */
function reset(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, []);
  parts.faults.clear();
  parts.latency.ms = 0;
  parts.throttle.reset();
  parts.graph.lagMs = 0;
  parts.graph.frozen = false;
  parts.store.pace = PACES[parts.startPace].pace;
  parts.wire.retryAfter = PACES[parts.startPace].retryAfter;
  parts.wire.pageSize = parts.startPageSize;
  if (parts.world) settle(parts, parts.world);
  return { world: parts.world?.title };
}

function seed(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['world', 'text']);
  const [name, text] = [textIn(fields, 'world'), textIn(fields, 'text')];
  if ((name === undefined) === (text === undefined)) throw new ControlProblem('give "world" (a name) or "text" (a world), one of them');
  const world = text === undefined ? worldNamed(name ?? '') : readWorld(text);
  if (!world.ok) throw new ControlProblem(world.problem);
  const seeded = settle(parts, world.value);
  if (!seeded.ok) throw new ControlProblem(seeded.problem);
  return { world: world.value.title, vnets: parts.store.vnets.size, halves: parts.store.halves.size };
}

function clock(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['stand', 'advanceMs', 'pace', 'polls', 'peeringMs', 'vnetMs', 'retryAfter']);
  const stand = yesOrNoIn(fields, 'stand');
  if (stand !== undefined) parts.clock.stand(stand);
  const pace = paceIn(fields);
  if (pace) parts.store.pace = pace;
  const named = namedPace(fields);
  if (named) parts.wire.retryAfter = PACES[named].retryAfter;
  const retryAfter = numberIn(fields, 'retryAfter');
  if (retryAfter !== undefined) parts.wire.retryAfter = () => retryAfter;
  parts.clock.advance(numberIn(fields, 'advanceMs') ?? 0);
  return clockNow(parts);
}

const clockNow = ({ clock: watch, store }: Parts) => ({
  now: new Date(watch.now()).toISOString(),
  stands: watch.isStanding(),
  operations: store.pace,
});

const namedPace = (fields: Fields): PaceName | undefined => {
  const name = textIn(fields, 'pace');
  return Object.keys(PACES).find((known) => known === name) as PaceName | undefined;
};

/** A pace by its name, or how operations go on: `polls` or `clock` with their numbers. */
function paceIn(fields: Fields): Pace | undefined {
  const name = textIn(fields, 'pace');
  const named = namedPace(fields);
  if (named) return PACES[named].pace;
  if (name === 'polls') return { by: 'polls', polls: numberIn(fields, 'polls') ?? 1 };
  if (name === 'clock') {
    return { by: 'clock', peeringMs: numberIn(fields, 'peeringMs') ?? 12_000, vnetMs: numberIn(fields, 'vnetMs') ?? 6_000 };
  }
  if (name !== undefined) throw new ControlProblem(`"pace" is one of ${Object.keys(PACES).join(', ')}, polls, clock, not "${name}"`);
  return undefined;
}

function latency(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['ms']);
  parts.latency.ms = numberIn(fields, 'ms') ?? 0;
  return { ms: parts.latency.ms };
}

function faults(parts: Parts, fields: Fields): unknown {
  declareFault(parts, fields);
  return faultsNow(parts);
}

const faultsNow = (parts: Parts) => ({
  faults: parts.faults.faults.map(({ id, method, path, nth, times, effect, seen }) => ({
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

/** Takes rights away at a scope, or gives back what was taken there. */
function access(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['deny', 'restore', 'actions']);
  const [deny, restore] = [textIn(fields, 'deny'), textIn(fields, 'restore')];
  if (deny !== undefined) parts.store.access.deny(scopeOf(parts, deny), textsIn(fields, 'actions') ?? ['*']);
  if (restore !== undefined) parts.store.access.restore(scopeOf(parts, restore));
  return { denied: deny, restored: restore };
}

/** An ARM scope as it is, or the subscription of that name or id. */
function scopeOf({ store }: Parts, text: string): string {
  if (text.startsWith('/')) return text;
  const subscription = [...store.subscriptions.values()].find(({ id, name }) => id === text || name === text);
  if (!subscription) throw new ControlProblem(`"${text}" is neither an ARM scope nor a subscription`);
  return `/subscriptions/${subscription.id}`;
}

const LIMITS: readonly LimitName[] = ['reads', 'writes', 'deletes', 'networkReads', 'networkWrites', 'graph'];

function paging(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['pageSize']);
  parts.wire.pageSize = Math.max(1, numberIn(fields, 'pageSize') ?? parts.startPageSize);
  return { pageSize: parts.wire.pageSize };
}

function throttling(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['factor', ...LIMITS]);
  const factor = numberIn(fields, 'factor');
  if (factor !== undefined) parts.throttle.scale(factor);
  for (const name of LIMITS) {
    const limit = objectIn(fields, name);
    if (limit) parts.throttle.limit(name, { capacity: numberIn(limit, 'capacity') ?? 1, perSecond: numberIn(limit, 'perSecond') ?? 1 });
  }
  return { factor };
}

function graph(parts: Parts, fields: Fields): unknown {
  onlyKnown(fields, ['lagMs', 'frozen', 'rescan']);
  parts.graph.lagMs = numberIn(fields, 'lagMs') ?? parts.graph.lagMs;
  parts.graph.frozen = yesOrNoIn(fields, 'frozen') ?? parts.graph.frozen;
  if (yesOrNoIn(fields, 'rescan')) parts.graph.rescan();
  return { lagMs: parts.graph.lagMs, frozen: parts.graph.frozen };
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

const GETS: Readonly<Record<string, (parts: Parts) => unknown>> = {
  transcript: (parts) => parts.transcript.lines,
  world: (parts) => ({ title: parts.world?.title, hidden: [...(parts.world?.hidden ?? [])], rows: worldNow(parts.store) }),
  clock: clockNow,
  faults: faultsNow,
};

const DELETES: Readonly<Record<string, (parts: Parts) => unknown>> = {
  faults: (parts) => {
    parts.faults.clear();
    parts.graph.frozen = false;
    return faultsNow(parts);
  },
};

/** What `/_sandbox/NAME` does for each method. */
export const CONTROL: Readonly<Record<string, Readonly<Record<string, Action>>>> = { GET: GETS, POST: POSTS, DELETE: DELETES };
