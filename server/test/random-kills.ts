import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { declareFault, type Sandbox, startSandbox } from '@peerscape/sandbox';
import { type ApplyDocument, isInProgress, type PlanDocument } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { readWorld } from '@peerscape/shared/world';
import type { Failpoint } from '../src/work/change/index.ts';
import { callApi, readHistory, waitForExit } from './child-server.ts';
import { findViolations } from './history.ts';

/** Kills of one server on one data folder and one sandbox, which outlives it, and what they did. */
export interface KillRound {
  readonly seed: number;
  readonly kills: number;
  readonly applies: number;
  readonly writes: number;
  /** Milliseconds from a kill until the next server answered, of the kills whose next server was not killed before that. */
  readonly recoveryMs: readonly number[];
  readonly violations: readonly string[];
}

/** Failpoint at which a server kills itself, at its nth occurrence. */
interface KillPoint {
  readonly killAt: Failpoint;
  readonly nth: number;
}

/** Program to kill, and the length of its lives. */
export interface KillTarget {
  /** Starts a server on the sandbox and the data folder. */
  readonly launch: (sandbox: Sandbox, folder: string, killPoint: KillPoint | undefined) => ChildProcess;
  /** Resolves with the URL of a started server. */
  readonly waitForUrl: (child: ChildProcess) => Promise<string>;
  /** Longest life of a server, if it does not make the requests after which it is to be killed. */
  readonly maxLifeMs: number;
  /** Range of the duration of an operation in the sandbox. */
  readonly operationMs: readonly [number, number];
  readonly hasFailpoints: boolean;
}

/** Requests to Azure after which a server is killed at the latest; a step takes about ten. */
const MAX_REQUESTS = 60;
/** Time within which the first server of a round must have acknowledged an apply. */
const FIRST_APPLY_MS = 60_000;
const NAMES = ['hub', 'a', 'b', 'c', 'd', 'e'];
const PAIRS = NAMES.flatMap((one, i) => NAMES.slice(i + 1).map((other) => [one, other] as const));
const WORLD = NAMES.map((name, i) => `vnet ${name} 10.${i}.0.0/16\n`).join('');
/** Time after the last kill within which all applies must end. */
const DEADLINE_MS = 120_000;

/** Faults of the sandbox while servers are killed. */
const FAULTS: readonly Readonly<Record<string, unknown>>[] = [
  { method: 'PUT', effect: 'throttle', retryAfter: 1 },
  { method: 'PUT', effect: 'busy' },
  { method: 'PUT', effect: 'async-failure' },
  { method: 'PUT', effect: 'async-failure', status: 'Canceled' },
  { method: 'PUT', effect: 'lost-reply' },
  { method: 'PUT', effect: 'hang-up' },
  { method: 'PUT', effect: 'hang-up-after' },
  { method: 'PUT', effect: 'server-error' },
  { method: 'PUT', effect: 'truncated' },
  { method: 'PUT', effect: 'html' },
  { method: 'PUT', effect: 'slow', ms: 200 },
  { method: 'PUT', effect: 'forbid' },
  { method: 'DELETE', effect: 'busy' },
  { method: 'DELETE', effect: 'async-failure' },
  { method: 'DELETE', effect: 'lost-reply' },
  { method: 'DELETE', effect: 'hang-up-after' },
  { method: 'GET', effect: 'throttle', retryAfter: 1 },
  { method: 'GET', effect: 'server-error' },
  { method: 'GET', effect: 'html' },
  { method: 'GET', effect: 'error', status: 404, code: 'NotFound' },
];
const FAILPOINTS: readonly Failpoint[] = [
  'plan-made',
  'plan-saved',
  'apply-saved',
  'lease-taken',
  'intent-written',
  'sent',
  'answered',
  'polling',
  'operation-ended',
  'verified',
  'recorded',
  'recovering',
];

/** Kills a server a number of times at random moments while a user applies random plans, then lets it end its work, and checks the history. */
export async function runKillRound(target: KillTarget, seed: number, kills: number): Promise<KillRound> {
  const random = createRandom(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'random-kills-'));
  const world = readWorld(WORLD);
  if (!world.ok) throw new Error(world.problem);
  const sandbox = await startSandbox({ world: world.value, dataDir: folder });
  const [shortest, longest] = target.operationMs;
  sandbox.context.store.operationTiming = { by: 'clock', peeringMs: random.between(shortest, longest), vnetMs: 0 };
  const user = createUser(sandbox, random);
  const recoveryMs: number[] = [];
  let child: ChildProcess | undefined;
  try {
    let killedAt: number | undefined;
    const requests = () => sandbox.context.transcript.lines.length;
    for (let kill = 0; kill < kills; kill++) {
      const isFirst = kill === 0;
      const killPoint =
        target.hasFailpoints && !isFirst && random.chance(0.25)
          ? { killAt: random.choose(FAILPOINTS), nth: random.between(1, 6) }
          : undefined;
      child = target.launch(sandbox, folder, killPoint);
      const exited = waitForExit(child);
      const ready = waitUntilServing(target, child);
      if (!isFirst && random.chance(0.1)) await Promise.race([ready, exited, pause(random.between(0, 1500))]);
      else {
        const url = await ready;
        if (url !== undefined) {
          if (killedAt !== undefined) recoveryMs.push(Math.round(performance.now() - killedAt));
          sandbox.context.faults.clear();
          for (let fault = random.between(0, 3); fault > 0; fault--) declareRandomFault(sandbox, random);
          user.setServer(url);
          if (isFirst) await waitUntil(() => user.acknowledged.length > 0, FIRST_APPLY_MS);
          // after a number of requests, so that the moment does not depend on the speed of the machine
          const end = requests() + random.between(0, MAX_REQUESTS);
          await Promise.race([exited, waitUntil(() => requests() >= end, target.maxLifeMs).then(() => pause(random.between(0, 100)))]);
        }
      }
      user.setServer(undefined);
      child.kill('SIGKILL');
      killedAt = performance.now();
      await exited;
    }
    sandbox.context.faults.clear();
    child = target.launch(sandbox, folder, undefined);
    const url = await waitUntilServing(target, child);
    if (url === undefined) throw new Error('The server does not start after the last kill');
    if (killedAt !== undefined) recoveryMs.push(Math.round(performance.now() - killedAt));
    await user.finish(url);
    const unfinished = await waitForEnd(url);
    const history = await (unfinished.length === 0 ? readHistory(sandbox, url, user.acknowledged) : undefined);
    return {
      seed,
      kills,
      applies: user.acknowledged.length,
      writes: history?.writes.filter(({ isExecuted }) => isExecuted).length ?? 0,
      recoveryMs,
      violations: history
        ? [...findViolations(history), ...history.applies.flatMap(findConvicted)]
        : unfinished.map((step) => `I1 not ended ${DEADLINE_MS} ms after the last kill: ${step}`),
    };
  } finally {
    if (child) {
      child.kill('SIGKILL');
      await waitForExit(child);
    }
    await user.stop();
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Returns the steps that ended although neither Azure nor a person ended them: the servers were killed from outside. */
const findConvicted = ({ id, state, trouble, steps }: ApplyDocument): readonly string[] => [
  ...(state === 'attention' ? [`I7 the apply ${id} needs attention: ${trouble}`] : []),
  ...steps.filter((step) => step.state === 'quarantined').map((step) => `I7 the innocent step ${step.id} is quarantined`),
];

/** Resolves with the URL when the server serves a snapshot; with undefined when it exits before. */
async function waitUntilServing({ waitForUrl }: KillTarget, child: ChildProcess): Promise<string | undefined> {
  const url = await waitForUrl(child).catch(() => undefined);
  while (url !== undefined && child.exitCode === null && child.signalCode === null) {
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return url;
    await pause(10);
  }
  return undefined;
}

/** Resolves when the condition holds, or after the time. */
async function waitUntil(condition: () => boolean, milliseconds: number): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!condition() && performance.now() < deadline) await pause(5);
}

/** Waits until all applies have ended; returns the steps of those that have not after the deadline. */
async function waitForEnd(url: string): Promise<readonly string[]> {
  const deadline = performance.now() + DEADLINE_MS;
  for (;;) {
    const { applies } = await callApi<{ applies: readonly ApplyDocument[] }>(url, 'GET', '/api/applies');
    const inProgress = applies.filter(({ state }) => isInProgress(state));
    if (inProgress.length === 0) return [];
    if (performance.now() > deadline) {
      const documents = await Promise.all(inProgress.map(({ id }) => callApi<ApplyDocument>(url, 'GET', `/api/apply?id=${id}`)));
      return documents.flatMap(({ state, trouble, steps }) =>
        steps.map((step) => [state, trouble, step.id, step.state, step.words, step.until, step.problem?.code].join(' · ')),
      );
    }
    await pause(50);
  }
}

interface User {
  /** Sets the server to work with; undefined while there is none. */
  setServer(url: string | undefined): void;
  /** Repeats the last request at the server until it is answered, and makes no other. */
  finish(url: string): Promise<void>;
  stop(): Promise<void>;
  /** Ids of the applies that a server acknowledged. */
  readonly acknowledged: readonly string[];
}

/** Creates a user who keeps up to two applies with common VNets going. A request that was not answered is repeated with the same key. */
function createUser(sandbox: Sandbox, random: Random): User {
  const acknowledged: string[] = [];
  let server: string | undefined;
  let isFinishing = false;
  let isStopped = false;
  let intention: { readonly plan: PlanDocument; readonly key: string } | undefined;

  const keyOf = (name: string) =>
    resourceKey([...sandbox.context.store.vnets.values()].find(({ id }) => id.endsWith(`/${name}`))?.id ?? name);
  const randomIntent = (): Intent => {
    const [one, other] = random.choose(PAIRS);
    const [a, b] = random.chance(0.5) ? [keyOf(one), keyOf(other)] : [keyOf(other), keyOf(one)];
    if (!sandbox.context.store.findHalf(a, b)) return { kind: 'connect', a, b };
    return random.choose<Intent>([
      { kind: 'connect', a, b },
      { kind: 'delete', from: a, to: b },
      { kind: 'repair', a, b },
      { kind: 'set-options', from: a, to: b, flags: { allowForwarded: random.chance(0.5) } },
    ]);
  };
  const act = async (url: string) => {
    if (intention) {
      const { plan, key } = intention;
      const apply = await callApi<ApplyDocument>(url, 'POST', '/api/applies', { plan: plan.id, hash: plan.hash, key });
      intention = undefined;
      if (!acknowledged.includes(apply.id)) acknowledged.push(apply.id);
      return;
    }
    if (isFinishing) return pause(20);
    const { applies } = await callApi<{ applies: readonly ApplyDocument[] }>(url, 'GET', '/api/applies');
    if (applies.filter(({ state }) => isInProgress(state)).length >= 2) return pause(50);
    const intents = Array.from({ length: random.between(3, 8) }, randomIntent);
    const plan = await callApi<PlanDocument>(url, 'POST', '/api/plans', { intents });
    if (plan.plan.steps.length > 0 && plan.plan.blockers.length === 0) intention = { plan, key: `key of ${plan.id}` };
  };
  const loop = async () => {
    while (!isStopped) {
      const url = server;
      if (url === undefined) await pause(10);
      else
        await act(url).catch(async (error: unknown) => {
          // a final answer ends the intention; without an answer it is repeated
          if (error instanceof Error && /: (400|403|404|409|410|422) /.test(error.message)) intention = undefined;
          await pause(30);
        });
    }
  };
  const running = loop();
  return {
    acknowledged,
    setServer: (url) => {
      server = url;
    },
    finish: async (url) => {
      isFinishing = true;
      server = url;
      while (intention) await pause(20);
    },
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

function declareRandomFault({ context }: Sandbox, random: Random): void {
  declareFault(context, {
    path: random.chance(0.7) ? '/virtualNetworkPeerings/' : '/operations/',
    nth: random.between(1, 8),
    times: random.between(1, 3),
    ...random.choose(FAULTS),
  });
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

interface Random {
  /** Returns an integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  choose<T>(items: readonly T[]): T;
}

/** Creates a mulberry32 generator. */
function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    between,
    chance: (probability) => next() < probability,
    choose: (items) => {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new Error('There is nothing to choose from');
      return item;
    },
  };
}
