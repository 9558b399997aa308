import {
  type ApplyDocument,
  type ApplySummary,
  type AuditEntry,
  type Changes,
  isInProgress,
  type PlanDocument,
  type VNetRights,
} from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import type { Snapshot } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import type { NewAuditEntry, StoredApply, StoredPlan } from '../../store/store.ts';
import { type ApplyFacts, failedHalvesOf, toApplyDocument, toApplySummary, toPlanDocument } from './apply-view.ts';
import { createStoredPlan, type PlanDependencies } from './create-plan.ts';
import type { PlanRequest } from './plan-request.ts';
import { type ApplyRequest, createKeyReusedFailure, createStartCanceledFailure, startApply } from './start-apply.ts';
import { toPlan } from './stored-plan.ts';
import type { Worker } from './worker.ts';

export interface ChangeServiceDependencies extends Omit<PlanDependencies, 'requireSnapshot'> {
  /** Key of the estate, the subject of audit entries about it. */
  readonly estate: string;
  /** Domain of the tenant, or its ID: the text to type to allow changes. */
  readonly tenantName: string;
  readonly worker: Worker;
  /** The user; a single one as long as there is no sign-in. */
  readonly by: string;
  readonly snapshot: () => Snapshot | undefined;
  readonly mode: ChangeMode;
  readonly onChange: () => void;
}

/** The change mode, and whether allowing changes requires typing the name of the tenant. */
export interface ChangeMode {
  now(): 'read-only' | 'allowed';
  readonly mustConfirm: boolean;
  set(mode: 'read-only' | 'allowed'): void;
}

/** Everything that users can do about changes; each method serves one request. */
export interface ChangeService {
  changes(): Changes;
  setMode(mode: 'read-only' | 'allowed', confirm: string | undefined): Promise<void>;
  getPermissions(vnets: readonly ResourceKey[]): Promise<readonly VNetRights[]>;
  /** Creates and stores a plan, unless the signal aborts before it is computed. */
  createPlan(intents: readonly Intent[], signal?: AbortSignal): Promise<PlanDocument>;
  createUndoPlan(applyId: string, signal?: AbortSignal): Promise<PlanDocument>;
  getPlan(id: string): Promise<PlanDocument>;
  startApply(request: ApplyRequest): Promise<ApplyDocument>;
  /** Cancels the start of an apply by its key and resolves to null. If the apply has already started, stops and returns it. */
  cancelStart(planId: string, key: string): Promise<ApplyDocument | null>;
  listApplies(): Promise<readonly ApplySummary[]>;
  getApply(id: string): Promise<ApplyDocument>;
  cancel(id: string): Promise<ApplyDocument>;
  retry(id: string): Promise<ApplyDocument>;
  getAudit(after: number, applyId: string | undefined): Promise<{ entries: readonly AuditEntry[]; isWhole: boolean }>;
  /** Reads the change counter of the store; called periodically if other processes share the store. */
  refreshSerial(): Promise<void>;
}

const MAX_APPLIES = 200;
const MAX_AUDIT_ENTRIES = 2000;

/** Creates the change service of one estate. */
export function createChangeService(dependencies: ChangeServiceDependencies): ChangeService {
  const { store, analysis, estate, tenantName, worker, mode, by, clock, typicalStepMs, onChange } = dependencies;
  const startsInProgress = new Set<{ readonly key: string; readonly canceling: AbortController }>();
  let serial = 0;

  const requireSnapshot = (): Snapshot => {
    const snapshot = dependencies.snapshot();
    if (!snapshot) throw new Failure('no-snapshot', { detail: 'A plan requires a snapshot; the first read is in progress or has failed' });
    return snapshot;
  };
  const planDependencies: PlanDependencies = { ...dependencies, requireSnapshot };
  const requireApply = async (id: string): Promise<{ apply: StoredApply; plan: StoredPlan }> => {
    const apply = await store.apply(id);
    const plan = apply && (await store.plan(apply.planId));
    if (!apply || !plan) throw new Failure('no-such-apply');
    return { apply, plan };
  };
  const undoersOf = async (): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await store.applies(MAX_APPLIES))].reverse().flatMap(({ id, undoes }) => (undoes === null ? [] : [[undoes, id]])));
  /** Rejects early what the store would reject in the end, after reading from Azure. */
  const requireWritableStore = () => {
    const outage = store.outage();
    if (outage) throw outage;
  };
  /** Returns the apply as a read-only server of a shared store must show it: paused, if no server runs it, because this one does not. */
  const currentStateOf = async (apply: StoredApply): Promise<StoredApply> => {
    if (store.isExclusive || mode.now() === 'allowed' || apply.state !== 'running') return apply;
    return (await store.unclaimedApplies()).has(apply.id) ? { ...apply, state: 'paused', trouble: NO_SERVER } : apply;
  };
  const factsOf = async (apply: StoredApply, plan: StoredPlan, undoers: ReadonlyMap<string, string>): Promise<ApplyFacts> => ({
    apply: pauseDuringOutage(await currentStateOf(apply), store.outage()),
    plan,
    steps: await store.steps(apply.id),
    undoneBy: undoers.get(apply.id) ?? null,
    now: clock.now(),
    typicalStepMs,
  });
  const readApply = async (id: string): Promise<ApplyDocument> => {
    const { apply, plan } = await requireApply(id);
    const facts = await factsOf(apply, plan, await undoersOf());
    const failed = failedHalvesOf(facts);
    const isUnknown = failed.length === 0 || !dependencies.snapshot();
    return toApplyDocument(facts, isUnknown ? [] : await analysis.run('findHalfOpen', requireSnapshot, failed));
  };
  const undoRequestOf = async (applyId: string): Promise<PlanRequest> => {
    const { apply, plan } = await requireApply(applyId);
    if (apply.endedAt === null) throw new Failure('still-running', { detail: 'Stop it or wait until it has ended, then undo it' });
    const done = (await store.steps(applyId)).filter(({ state }) => state === 'succeeded').map(({ stepId }) => stepId);
    return { kind: 'undo', undoes: applyId, steps: toPlan(plan).steps, done: new Set(done) };
  };
  const afterChange = async () => {
    serial = await store.serial();
    worker.nudge();
    onChange();
  };
  const auditOf = (deed: string, apply: StoredApply, text: string): NewAuditEntry => ({
    by,
    deed,
    subject: apply.id,
    text,
    planHash: null,
    applyId: apply.id,
    attemptId: null,
    before: null,
    after: null,
  });
  const cancel = async (id: string): Promise<ApplyDocument> => {
    const { apply } = await requireApply(id);
    await store.cancelApply(id, auditOf('cancel', apply, 'Requested stop after the current step'));
    await afterChange();
    return readApply(id);
  };

  return {
    changes: () => ({ mode: mode.now(), serial, running: [...worker.runningApplies()], ...(mode.mustConfirm && { confirm: tenantName }) }),
    refreshSerial: async () => {
      serial = await store.serial();
    },
    setMode: async (next, confirm) => {
      if (next === 'allowed' && mode.now() !== 'allowed' && mode.mustConfirm && confirm !== tenantName) {
        throw new Failure('not-confirmed', { detail: `Type ${tenantName} to allow changes in that tenant` });
      }
      // what cannot be audited must not take effect
      await store.addAudit({
        ...NO_AUDIT_DETAILS,
        by,
        deed: 'mode',
        subject: estate,
        text: next === 'allowed' ? 'Allowed changes' : 'Switched to read-only',
      });
      mode.set(next);
      await afterChange();
    },
    getPermissions: async (vnets) => {
      const known = await analysis.run('identify', requireSnapshot, vnets);
      const missing = vnets.find((vnet) => !known.some(({ key }) => key === vnet));
      if (missing !== undefined) throw new Failure('unknown-vnet', { detail: `Azure was not asked about ${missing.slice(0, 300)}` });
      return dependencies.permissions.read(known);
    },
    createPlan: async (intents, signal) => {
      requireWritableStore();
      const plan = await createStoredPlan(planDependencies, { kind: 'change', intents }, by, signal);
      await afterChange();
      return toPlanDocument(plan);
    },
    createUndoPlan: async (applyId, signal) => {
      requireWritableStore();
      const plan = await createStoredPlan(planDependencies, await undoRequestOf(applyId), by, signal);
      await afterChange();
      return toPlanDocument(plan);
    },
    getPlan: async (id) => {
      const plan = await store.plan(id);
      if (!plan) throw new Failure('no-such-plan');
      return toPlanDocument(plan);
    },
    startApply: async (request) => {
      if (mode.now() !== 'allowed') throw new Failure('read-only', { detail: READ_ONLY_ADVICE });
      requireWritableStore();
      const requestOf = async ({ kind, intents, undoes }: StoredPlan): Promise<PlanRequest> =>
        kind === 'undo' ? undoRequestOf(undoes ?? '') : { kind, intents };
      const start = { key: request.key, canceling: new AbortController() };
      startsInProgress.add(start);
      try {
        const apply = await startApply(planDependencies, request, by, requestOf, start.canceling.signal);
        await afterChange();
        return readApply(apply.id);
      } finally {
        startsInProgress.delete(start);
      }
    },
    cancelStart: async (planId, key) => {
      if (!(await store.plan(planId))) throw new Failure('no-such-plan');
      // the store decides, because another server may be starting the apply
      const started = await store.cancelStart(planId, key, {
        ...NO_AUDIT_DETAILS,
        by,
        deed: 'cancel',
        subject: planId,
        text: 'Canceled the start of the deployment',
      });
      if (!started) {
        for (const { canceling } of [...startsInProgress].filter((start) => start.key === key))
          canceling.abort(createStartCanceledFailure());
        await afterChange();
        return null;
      }
      if (started.planId !== planId) throw createKeyReusedFailure();
      return cancel(started.id);
    },
    listApplies: async () => {
      const applies = await store.applies(MAX_APPLIES);
      const undoers = await undoersOf();
      const all: ApplySummary[] = [];
      for (const apply of applies) {
        const plan = await store.plan(apply.planId);
        if (plan) all.push(toApplySummary(await factsOf(apply, plan, undoers)));
      }
      return all;
    },
    getApply: readApply,
    cancel,
    retry: async (id) => {
      if (mode.now() !== 'allowed') throw new Failure('read-only', { detail: READ_ONLY_ADVICE });
      const { apply } = await requireApply(id);
      await store.reopenApply(id, auditOf('retry', apply, 'Requested retry'));
      await afterChange();
      return readApply(id);
    },
    getAudit: async (after, applyId) => ({
      entries: await store.audit(after, MAX_AUDIT_ENTRIES, applyId),
      isWhole: await store.isAuditIntact(),
    }),
  };
}

/** Shows an apply in progress as paused while the store cannot record that it is. */
const pauseDuringOutage = (apply: StoredApply, outage: Failure | undefined): StoredApply =>
  outage && isInProgress(apply.state)
    ? {
        ...apply,
        ...(apply.state === 'running' && { state: 'paused' }),
        trouble: `${outage.problem.title}; the deployment continues when it can be written`,
      }
    : apply;

const NO_AUDIT_DETAILS = { planHash: null, applyId: null, attemptId: null, before: null, after: null };

const NO_SERVER =
  'No server that may change Azure is running; the deployment continues when one is started, or when changes are allowed here';

const READ_ONLY_ADVICE = 'Nothing was sent to Azure. Allow changes first, or hand the plan to someone who has permission';
