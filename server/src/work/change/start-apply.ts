import { formatPlannedCounts } from '@peerscape/shared/plan';
import { formatIsoTime } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { StoredApply, StoredPlan } from '../../store/store.ts';
import type { PlanDependencies } from './create-plan.ts';
import { type PlanRequest, vnetsOf } from './plan-request.ts';
import { readVNets } from './read-vnets.ts';
import { toPlan } from './stored-plan.ts';

export interface ApplyRequest {
  readonly plan: string;
  readonly hash: string;
  readonly key: string;
}

/**
 * Starts an apply, durable once resolved. Rejects with a `Failure` if the plan differs from the one shown, or is used, expired, blocked or
 * stale, or if the start is canceled; the signal only ends the wait for Azure earlier.
 */
export async function startApply(
  dependencies: PlanDependencies,
  { plan: planId, hash, key }: ApplyRequest,
  by: string,
  requestOf: (plan: StoredPlan) => Promise<PlanRequest>,
  signal: AbortSignal,
): Promise<StoredApply> {
  const { store, clock, newId, failpoint } = dependencies;
  const stored = await store.plan(planId);
  if (!stored) throw new Failure('no-such-plan', { detail: CREATE_NEW_PLAN });
  if (stored.hash !== hash) throw new Failure('hash-differs', { detail: CREATE_NEW_PLAN });
  const existing = await findApplyOf(dependencies, stored);
  if (existing) return existing.key === key ? existing : rejectUsed(existing.id);
  requireApplicable(stored, clock.now());
  try {
    await requireCurrent(dependencies, stored, await requestOf(stored), signal);
  } catch (error) {
    // a duplicate of this request may have started the apply already and changed the state that this one checks
    const duplicate = await findApplyOf(dependencies, (await store.plan(planId)) ?? stored);
    if (duplicate?.key === key) return duplicate;
    throw error;
  }
  const plan = toPlan(stored);
  const outcome = await store.startApply(
    {
      id: newId(),
      planId,
      kind: stored.kind,
      undoes: stored.undoes,
      by,
      key,
      startedAt: formatIsoTime(clock.now()),
      endedAt: null,
      state: 'running',
      trouble: null,
    },
    plan.steps.map(({ id }) => id),
    {
      by,
      deed: 'apply',
      subject: planId,
      text: formatPlannedCounts(plan),
      planHash: stored.hash,
      applyId: null,
      attemptId: null,
      before: null,
      after: null,
    },
  );
  await failpoint('apply-saved', planId);
  switch (outcome.kind) {
    case 'started':
    case 'same':
      return outcome.apply;
    case 'plan-used':
      return rejectUsed(outcome.applyId);
    case 'key-reused':
      throw createKeyReusedFailure();
    case 'canceled':
      throw createStartCanceledFailure();
  }
}

export const createKeyReusedFailure = (): Failure => new Failure('key-reused', { detail: 'Use a new key for each deployment' });

export const createStartCanceledFailure = (): Failure =>
  new Failure('start-canceled', { detail: 'The plan and the draft have not changed' });

/** Returns the apply that used the plan, if any. */
const findApplyOf = async ({ store }: PlanDependencies, { apply }: StoredPlan): Promise<StoredApply | undefined> =>
  apply === null ? undefined : store.apply(apply);

const CREATE_NEW_PLAN = 'Create a new plan from the draft';

function rejectUsed(applyId: string): never {
  throw new Failure('plan-used', { detail: `A plan can be applied only once; see deployment ${applyId}` });
}

/** Rejects a plan that is expired, blocked or empty, or that lacks permissions. */
function requireApplicable({ expiresAt, missingRights, plan: document }: StoredPlan, now: number): void {
  const plan = toPlan({ plan: document });
  if (Date.parse(expiresAt) < now) throw new Failure('plan-expired', { detail: CREATE_NEW_PLAN });
  const [blocker] = plan.blockers;
  if (blocker) throw new Failure('plan-blocked', { detail: plan.blockers.map(({ text }) => text).join(' ') });
  if (plan.steps.length === 0) throw new Failure('nothing-to-do', { detail: 'Everything is already in the desired state' });
  if (missingRights.length > 0) {
    throw new Failure('rights-missing', {
      detail: missingRights.map(({ text, action, role }) => `${text} Required: ${action}, included in the role ${role}.`).join(' '),
    });
  }
}

/** Rejects the plan, with what has changed, if the state that it was created from is no longer current. */
async function requireCurrent(
  { analysis, requireSnapshot, vnetReader }: PlanDependencies,
  stored: StoredPlan,
  request: PlanRequest,
  signal: AbortSignal,
): Promise<void> {
  const reads = await readVNets(requireSnapshot(), vnetsOf(request), vnetReader, signal);
  const { basedOn, steps } = toPlan(stored);
  const changes = await analysis.run('describeDrift', requireSnapshot, { request, reads, plan: { basedOn, steps } }, signal);
  if (!changes) return;
  throw new Failure('plan-stale', {
    detail: `${changes.length > 0 ? changes.join(' ') : 'Prefixes, gateways or other halves of these VNets have changed.'} Nothing was sent to Azure. ${CREATE_NEW_PLAN}`,
  });
}
