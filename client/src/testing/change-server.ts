import {
  type ApplyDocument,
  type ApplySummary,
  applyPositionPatches,
  createProblem,
  type PlanDocument,
  type PositionPatch,
  type Problem,
  type ProblemType,
  parsePositions,
  type StepProgress,
  type StoredDocument,
} from '@peerscape/shared/api';
import {
  applyPlan,
  createStepNamer,
  fewestRounds,
  formatPlannedCounts,
  type Intent,
  makePlan,
  type Plan,
  planTitle,
} from '@peerscape/shared/plan';
import type { WorldServer } from './world-server.ts';

/** An error response. */
export class RefusedRequest extends Error {
  readonly problem: Problem;
  constructor(type: ProblemType) {
    super(type);
    this.problem = createProblem(type);
  }
}

type Input = Readonly<Record<string, unknown>>;

/** Returns endpoints for plans, applies and stored documents, in memory. An apply finishes at once and changes the server's rows. */
export function changeAnswers(server: WorldServer): Readonly<Record<string, (input: Input) => unknown>> {
  const plans = new Map<string, { readonly plan: Plan; readonly document: PlanDocument }>();
  const applies: ApplyDocument[] = [];
  const at = server.snapshot.readAt;
  const moved = () => {
    const { changes } = server.status;
    server.status = { ...server.status, changes: { ...changes, serial: changes.serial + 1 } };
    server.push();
  };

  const planOf = (intents: readonly Intent[]): PlanDocument => {
    const plan = makePlan(server.snapshot.rows, intents);
    const document = planDocument(`plan-${plans.size + 1}`, at, intents, plan);
    plans.set(document.id, { plan, document });
    return document;
  };
  const begin = ({ plan: id, hash }: Input): ApplyDocument => {
    const made = plans.get(String(id));
    if (!made) throw new RefusedRequest('no-such-plan');
    if (made.document.hash !== hash) throw new RefusedRequest('hash-differs');
    const apply = applyDocument(`apply-${applies.length + 1}`, at, made.document);
    applies.unshift(apply);
    const revision = server.snapshot.revision + 1;
    server.snapshot = { ...server.snapshot, revision, rows: applyPlan(server.snapshot.rows, made.plan) };
    server.status = { ...server.status, snapshot: { revision, readAt: at } };
    moved();
    return apply;
  };

  return {
    ...documentEndpoints(server, moved),
    'POST /api/rights': ({ vnets }) => ({
      rights: (vnets as readonly string[]).map((vnet) => ({ vnet, write: 'yes', delete: 'yes', peer: 'yes', text: null })),
    }),
    'POST /api/plans': ({ draft }) => {
      const stored = server.documents.get('draft');
      if (!stored || stored.version !== draft) throw new RefusedRequest('draft-changed');
      return planOf((stored.value as { intents: readonly Intent[] }).intents);
    },
    'GET /api/plan': ({ id }) => plans.get(String(id))?.document,
    'POST /api/applies': begin,
    'GET /api/applies': () => ({ applies: applies.map(summaryOf) }),
    'GET /api/apply': ({ id }) => applies.find((apply) => apply.id === id),
    'POST /api/mode': ({ mode }) => {
      server.status = { ...server.status, changes: { ...server.status.changes, mode: mode === 'allowed' ? 'allowed' : 'read-only' } };
      server.push();
      return server.status;
    },
  };
}

function documentEndpoints(server: WorldServer, moved: () => void): Readonly<Record<string, (input: Input) => unknown>> {
  const documentOf = (name: unknown): StoredDocument =>
    server.documents.get(String(name)) ?? { name: name as StoredDocument['name'], version: 0, value: null, by: null, at: null };
  return {
    'GET /api/kept': ({ name }) => documentOf(name),
    'POST /api/positions': ({ patches }) => {
      const before = documentOf('positions');
      const value = applyPositionPatches(parsePositions(before.value), patches as readonly PositionPatch[]);
      server.documents.set('positions', { ...before, version: before.version + 1, value });
      moved();
      return { version: before.version + 1 };
    },
    'POST /api/kept': ({ name, version, value }) => {
      const before = documentOf(name);
      if (before.version !== version) throw new RefusedRequest('kept-changed');
      const saved: StoredDocument = { ...before, version: before.version + 1, value, by: 'another user', at: server.snapshot.readAt };
      server.documents.set(before.name, saved);
      moved();
      return saved;
    },
  };
}

const planDocument = (id: string, at: string, intents: readonly Intent[], plan: Plan): PlanDocument => ({
  id,
  hash: `hash of ${id}`,
  kind: 'change',
  undoes: null,
  madeAt: at,
  expiresAt: at,
  by: 'tester',
  intents,
  plan: plan as unknown as PlanDocument['plan'],
  closes: [],
  opens: [],
  missingRights: [],
  rounds: fewestRounds(plan),
  seconds: 20,
  apply: null,
});

function applyDocument(id: string, at: string, plan: PlanDocument): ApplyDocument {
  const model = plan.plan as unknown as Plan;
  const steps = plan.plan.steps.map(
    (step): StepProgress => ({
      id: step.id,
      state: 'succeeded',
      since: at,
      words: null,
      until: null,
      attempts: 1,
      problem: null,
      before: step.expects.kind === 'half' ? step.expects.half : null,
      after: null,
    }),
  );
  return {
    id,
    planId: plan.id,
    kind: plan.kind,
    undoes: plan.undoes,
    undoneBy: null,
    by: 'tester',
    startedAt: at,
    endedAt: at,
    state: 'done',
    title: planTitle(model, createStepNamer(model.steps), plan.kind),
    words: formatPlannedCounts(plan.plan),
    trouble: null,
    done: steps.length,
    ended: steps.length,
    total: steps.length,
    secondsLeft: null,
    steps,
    plan,
    halfOpen: [],
  };
}

const summaryOf = ({ steps: _, plan: __, halfOpen: ___, ...summary }: ApplyDocument): ApplySummary => summary;
