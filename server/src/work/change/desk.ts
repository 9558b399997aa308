import type { ApplyDocument, ApplySummary, AuditEntry, Changes, PlanDocument, VNetRights } from '@peerscape/shared/api';
import type { ResourceKey } from '@peerscape/shared/arm';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology, namesIn, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { Failure } from '../../failure.ts';
import type { AuditDraft, StoredApply, StoredPlan } from '../../store/store.ts';
import { type ApplyFacts, documentOf, planDocument, summaryOf } from './apply-view.ts';
import { type BeginRequest, begin } from './begin.ts';
import { type ProposeParts, propose, type Wanted, wantedBy } from './propose.ts';
import { planIn } from './stored-plan.ts';
import type { Worker } from './worker.ts';

export interface DeskParts extends ProposeParts {
  /** Key of the estate, as the audit names it. */
  readonly estate: string;
  /** Domain of the tenant, or its id: the text that allowing changes asks for. */
  readonly tenantName: string;
  readonly worker: Worker;
  /** Who is at work; one person, as long as there is no sign-in. */
  readonly by: string;
  readonly snapshot: () => Snapshot | undefined;
  readonly mode: Mode;
  readonly nudged: () => void;
}

/** Whether changes are allowed, and whether allowing them asks for the name of the tenant. */
export interface Mode {
  now(): 'read-only' | 'allowed';
  readonly mustConfirm: boolean;
  set(mode: 'read-only' | 'allowed'): void;
}

/** All that people can do about changes; each method is one request. */
export interface ChangeDesk {
  changes(): Changes;
  setMode(mode: 'read-only' | 'allowed', confirm: string | undefined): Promise<void>;
  rights(vnets: readonly string[]): Promise<readonly VNetRights[]>;
  makePlan(intents: readonly Intent[]): Promise<PlanDocument>;
  makeUndo(applyId: string): Promise<PlanDocument>;
  plan(id: string): Promise<PlanDocument>;
  begin(request: BeginRequest): Promise<ApplyDocument>;
  applies(): Promise<readonly ApplySummary[]>;
  apply(id: string): Promise<ApplyDocument>;
  cancel(id: string): Promise<ApplyDocument>;
  retry(id: string): Promise<ApplyDocument>;
  audit(after: number, applyId: string | undefined): Promise<{ entries: readonly AuditEntry[]; isWhole: boolean }>;
  /** Counts whatever happened in the store; asked for again now and then where other processes share it. */
  serialNow(): Promise<void>;
}

const MOST_APPLIES = 200;
const MOST_AUDIT = 2000;

export function createDesk(parts: DeskParts): ChangeDesk {
  const { store, estate, tenantName, worker, mode, by, clock, usualStepMs, nudged } = parts;
  let serial = 0;
  let topology: { readonly of: Snapshot; readonly built: Topology } | undefined;

  const snapshotNow = (): Snapshot => {
    const snapshot = parts.snapshot();
    if (!snapshot) throw new Failure(NOT_YET);
    return snapshot;
  };
  const topologyNow = (): Topology | undefined => {
    const of = parts.snapshot();
    if (!of) return undefined;
    if (topology?.of !== of) topology = { of, built: buildTopology(of.rows) };
    return topology.built;
  };
  const mustHave = async (id: string): Promise<{ apply: StoredApply; plan: StoredPlan }> => {
    const apply = await store.apply(id);
    const plan = apply && (await store.plan(apply.planId));
    if (!apply || !plan) throw new Failure({ title: 'There is no such apply', status: 404, code: 'no-such-apply' });
    return { apply, plan };
  };
  const undoersOf = async (): Promise<ReadonlyMap<string, string>> =>
    new Map([...(await store.applies(MOST_APPLIES))].reverse().flatMap(({ id, undoes }) => (undoes === null ? [] : [[undoes, id]])));
  const factsOf = async (apply: StoredApply, plan: StoredPlan, undoers: ReadonlyMap<string, string>): Promise<ApplyFacts> => ({
    apply,
    plan,
    steps: await store.steps(apply.id),
    undoneBy: undoers.get(apply.id) ?? null,
    now: clock.now(),
    usualStepMs,
  });
  const show = async (id: string): Promise<ApplyDocument> => {
    const { apply, plan } = await mustHave(id);
    return documentOf(await factsOf(apply, plan, await undoersOf()), topologyNow());
  };
  const undoOf = async (applyId: string): Promise<Wanted> => {
    const { apply, plan } = await mustHave(applyId);
    if (apply.endedAt === null) throw new Failure(STILL_RUNNING);
    const done = (await store.steps(applyId)).filter(({ state }) => state === 'succeeded').map(({ stepId }) => stepId);
    return { kind: 'undo', undoes: applyId, steps: planIn(plan).steps, done: new Set(done) };
  };
  const moved = async () => {
    serial = await store.serial();
    worker.nudge();
    nudged();
  };
  const noted = (deed: string, apply: StoredApply, text: string): AuditDraft => ({
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

  return {
    changes: () => ({ mode: mode.now(), serial, running: [...worker.running()], ...(mode.mustConfirm && { confirm: tenantName }) }),
    serialNow: async () => {
      serial = await store.serial();
    },
    setMode: async (wanted, confirm) => {
      if (wanted === 'allowed' && mode.now() !== 'allowed' && mode.mustConfirm && confirm !== tenantName) {
        throw new Failure({ ...NOT_CONFIRMED, detail: `Type ${tenantName} to allow changes there` });
      }
      mode.set(wanted);
      await store.addAudit({
        ...NOTHING,
        by,
        deed: 'mode',
        subject: estate,
        text: wanted === 'allowed' ? 'Allowed changes' : 'Turned changes off',
      });
      await moved();
    },
    rights: async (vnets) => {
      const snapshot = snapshotNow();
      const now = topologyNow() ?? buildTopology(snapshot.rows);
      return parts.rights.of(now, vnets as readonly ResourceKey[], namesIn(now));
    },
    makePlan: async (intents) => {
      const plan = await propose(parts, snapshotNow(), { kind: 'change', intents }, by);
      await moved();
      return planDocument(plan);
    },
    makeUndo: async (applyId) => {
      const plan = await propose(parts, snapshotNow(), await undoOf(applyId), by);
      await moved();
      return planDocument(plan);
    },
    plan: async (id) => {
      const plan = await store.plan(id);
      if (!plan) throw new Failure({ title: 'There is no such plan', status: 404, code: 'no-such-plan' });
      return planDocument(plan);
    },
    begin: async (request) => {
      if (mode.now() !== 'allowed') throw new Failure(READ_ONLY);
      const wanted = async (plan: StoredPlan) =>
        plan.kind === 'undo' ? undoOf(plan.undoes ?? '') : wantedBy(plan, { steps: [], done: new Set() });
      const apply = await begin(parts, request, by, { snapshot: snapshotNow(), wantedBy: wanted });
      await moved();
      return show(apply.id);
    },
    applies: async () => {
      const applies = await store.applies(MOST_APPLIES);
      const undoers = await undoersOf();
      const all: ApplySummary[] = [];
      for (const apply of applies) {
        const plan = await store.plan(apply.planId);
        if (plan) all.push(summaryOf(await factsOf(apply, plan, undoers)));
      }
      return all;
    },
    apply: show,
    cancel: async (id) => {
      const { apply } = await mustHave(id);
      await store.cancelApply(id, noted('cancel', apply, 'Asked to send nothing more'));
      await moved();
      return show(id);
    },
    retry: async (id) => {
      if (mode.now() !== 'allowed') throw new Failure(READ_ONLY);
      const { apply } = await mustHave(id);
      await store.reopenApply(id, noted('retry', apply, 'Asked to look again'));
      await moved();
      return show(id);
    },
    audit: async (after, applyId) => ({ entries: await store.audit(after, MOST_AUDIT, applyId), isWhole: await store.auditIsWhole() }),
  };
}

const NOTHING = { planHash: null, applyId: null, attemptId: null, before: null, after: null };

const NOT_YET = {
  title: 'Nothing has been read yet',
  status: 503,
  code: 'no-snapshot',
  detail: 'A plan needs to know what there is; the first read is under way or has failed',
};

const READ_ONLY = {
  title: 'Changes are off',
  status: 403,
  code: 'read-only',
  detail: 'Nothing was sent. Allow changes first, or hand the plan to somebody who may',
};

const NOT_CONFIRMED = { title: 'Allowing changes was not confirmed', status: 409, code: 'not-confirmed' };

const STILL_RUNNING = {
  title: 'That apply has not ended yet',
  status: 409,
  code: 'still-running',
  detail: 'Undo it when it has ended, or cancel it first',
};
