import { loadWorld, readWorld } from '@peerscape/shared/world';
import { LIMIT_NAMES } from '../arm/throttle.ts';
import { loadFixture, type SandboxContext } from '../context.ts';
import { LATENCY_PROFILES, type LatencyProfileName } from '../latency-profiles.ts';
import { OPERATION_CLASSES, type OperationTiming } from '../store/operations.ts';
import { toCurrentRows } from './current-rows.ts';
import { declareFault } from './declare-fault.ts';
import { declareLock } from './declare-lock.ts';
import { declareManagedGroup } from './declare-managed-group.ts';
import { declareSite } from './declare-site.ts';
import { runExternalAction } from './external-actor.ts';
import {
  ControlProblem,
  type Fields,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStrings,
  rejectUnknownFields,
} from './fields.ts';
import { FAULT_KINDS } from './parse-fault.ts';
import { resolveScope } from './resolve-scope.ts';

type Action = (context: SandboxContext, fields: Fields) => unknown;

/** Reloads the world that was loaded last and resets faults, latency, limits and clock. The transcript stays. */
function reset(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, []);
  context.faults.clear();
  context.latency.ms = 0;
  context.throttle.reset();
  context.graph.lagMs = 0;
  context.graph.isFrozen = false;
  context.store.operationTiming = LATENCY_PROFILES[context.initialLatencyProfile].operationTiming;
  context.wire.retryAfter = LATENCY_PROFILES[context.initialLatencyProfile].retryAfter;
  context.wire.pageSize = context.initialPageSize;
  if (context.fixture) loadFixture(context, context.fixture);
  return { world: context.fixture?.title };
}

function seed(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['world', 'text']);
  const [name, text] = [readString(fields, 'world'), readString(fields, 'text')];
  if ((name === undefined) === (text === undefined)) throw new ControlProblem('specify either "world" (a name) or "text" (a world)');
  const world = text === undefined ? loadWorld(name ?? '') : readWorld(text);
  if (!world.ok) throw new ControlProblem(world.problem);
  const seeded = loadFixture(context, world.value);
  if (!seeded.ok) throw new ControlProblem(seeded.problem);
  return { world: world.value.title, vnets: context.store.vnets.size, halves: context.store.halves.size };
}

/** Fields with the duration of each class of operation: `peeringMs`, `gatewayMs`. */
const DURATIONS = OPERATION_CLASSES.map((each) => `${each}Ms`);

function clock(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['stand', 'advanceMs', 'setBackMs', 'pace', 'polls', ...DURATIONS, 'retryAfter']);
  const isFrozen = readBoolean(fields, 'stand');
  if (isFrozen !== undefined) context.clock.setFrozen(isFrozen);
  const timing = readTiming(fields);
  if (timing) context.store.operationTiming = timing;
  const profile = readProfileName(fields);
  if (profile) context.wire.retryAfter = LATENCY_PROFILES[profile].retryAfter;
  const retryAfter = readNumber(fields, 'retryAfter');
  if (retryAfter !== undefined) context.wire.retryAfter = () => retryAfter;
  context.clock.advance((readNumber(fields, 'advanceMs') ?? 0) - (readNumber(fields, 'setBackMs') ?? 0));
  return clockNow(context);
}

const clockNow = ({ clock: watch, store }: SandboxContext) => ({
  now: new Date(watch.now()).toISOString(),
  stands: watch.isFrozen(),
  operations: store.operationTiming,
});

const readProfileName = (fields: Fields): LatencyProfileName | undefined => {
  const name = readString(fields, 'pace');
  return Object.keys(LATENCY_PROFILES).find((known) => known === name) as LatencyProfileName | undefined;
};

/** Reads the operation timing: that of a latency profile, or `polls` or `clock` with their numbers. */
function readTiming(fields: Fields): OperationTiming | undefined {
  const name = readString(fields, 'pace');
  const profile = readProfileName(fields);
  if (profile) return LATENCY_PROFILES[profile].operationTiming;
  if (name === 'polls') return { by: 'polls', polls: readNumber(fields, 'polls') ?? 1 };
  if (name === 'clock') {
    const durations = DURATIONS.flatMap((field) => {
      const ms = readNumber(fields, field);
      return ms === undefined ? [] : [[field, ms] as const];
    });
    return { ...LATENCY_PROFILES.azure.operationTiming, ...Object.fromEntries(durations) };
  }
  if (name !== undefined)
    throw new ControlProblem(`"pace" must be one of ${Object.keys(LATENCY_PROFILES).join(', ')}, polls, clock; got "${name}"`);
  return undefined;
}

function latency(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['ms']);
  context.latency.ms = readNumber(fields, 'ms') ?? 0;
  return { ms: context.latency.ms };
}

function faults(context: SandboxContext, fields: Fields): unknown {
  declareFault(context, fields);
  return faultsNow(context);
}

const faultsNow = (context: SandboxContext) => ({
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
function access(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['deny', 'restore', 'actions']);
  const [deny, restore] = [readString(fields, 'deny'), readString(fields, 'restore')];
  if (deny !== undefined) context.store.access.deny(resolveScope(context, deny), readStrings(fields, 'actions') ?? ['*']);
  if (restore !== undefined) context.store.access.restore(resolveScope(context, restore));
  return { denied: deny, restored: restore };
}

function paging(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['pageSize']);
  context.wire.pageSize = Math.max(1, readNumber(fields, 'pageSize') ?? context.initialPageSize);
  return { pageSize: context.wire.pageSize };
}

function throttling(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['factor', 'exhaust', 'subscription', 'seconds', ...LIMIT_NAMES]);
  const factor = readNumber(fields, 'factor');
  if (factor !== undefined) context.throttle.scale(factor);
  for (const name of LIMIT_NAMES) {
    const limit = readObject(fields, name);
    if (limit)
      context.throttle.limit(name, { capacity: readNumber(limit, 'capacity') ?? 1, perSecond: readNumber(limit, 'perSecond') ?? 1 });
  }
  const exhausted = readString(fields, 'exhaust');
  if (exhausted !== undefined) exhaustLimit(context, exhausted, fields);
  return { factor, exhausted };
}

function exhaustLimit(context: SandboxContext, text: string, fields: Fields): void {
  const name = LIMIT_NAMES.find((known) => known === text);
  if (name === undefined) throw new ControlProblem(`"exhaust" must be one of ${LIMIT_NAMES.join(', ')}; got "${text}"`);
  const subscription = readString(fields, 'subscription');
  const [, , subscriptionId] = (subscription === undefined ? '' : resolveScope(context, subscription)).split('/');
  context.throttle.exhaust({ name, subscriptionId, seconds: readNumber(fields, 'seconds') ?? 30 });
}

function graph(context: SandboxContext, fields: Fields): unknown {
  rejectUnknownFields(fields, ['lagMs', 'frozen', 'rescan']);
  context.graph.lagMs = readNumber(fields, 'lagMs') ?? context.graph.lagMs;
  context.graph.isFrozen = readBoolean(fields, 'frozen') ?? context.graph.isFrozen;
  if (readBoolean(fields, 'rescan')) context.graph.rescan();
  return { lagMs: context.graph.lagMs, frozen: context.graph.isFrozen };
}

const POSTS: Readonly<Record<string, Action>> = {
  reset,
  seed,
  clock,
  latency,
  faults,
  external: runExternalAction,
  access,
  locks: declareLock,
  managed: declareManagedGroup,
  sites: declareSite,
  throttling,
  paging,
  graph,
};

const GETS: Readonly<Record<string, (context: SandboxContext) => unknown>> = {
  transcript: (context) => context.transcript.lines,
  world: (context) => ({ title: context.fixture?.title, hidden: [...(context.fixture?.hidden ?? [])], rows: toCurrentRows(context.store) }),
  clock: clockNow,
  faults: faultsNow,
};

const DELETES: Readonly<Record<string, (context: SandboxContext) => unknown>> = {
  faults: (context) => {
    context.faults.clear();
    context.graph.isFrozen = false;
    return faultsNow(context);
  },
};

/** Actions of `/_sandbox/NAME` by method and name. */
export const CONTROL_ACTIONS: Readonly<Record<string, Readonly<Record<string, Action>>>> = { GET: GETS, POST: POSTS, DELETE: DELETES };

/** Runs an action of the control API in this process; throws a `ControlProblem` if the fields are invalid. */
export function runControlAction(context: SandboxContext, method: 'GET' | 'POST' | 'DELETE', name: string, fields: Fields): unknown {
  return CONTROL_ACTIONS[method]?.[name]?.(context, fields);
}
