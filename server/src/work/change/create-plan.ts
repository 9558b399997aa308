import { createHash } from 'node:crypto';
import type { PlanDocument } from '@peerscape/shared/api';
import { lastName, type ResourceKey } from '@peerscape/shared/arm';
import { type Plan, rounds } from '@peerscape/shared/plan';
import type { Snapshot } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../../clock.ts';
import type { NewAuditEntry, Store, StoredPlan } from '../../store/store.ts';
import type { Analysis } from '../analysis.ts';
import type { FailpointHook } from './failpoints.ts';
import { findMissingPermissions, type PermissionReader } from './permissions.ts';
import { type PlanRequest, vnetsOf } from './plan-request.ts';
import { addNotices, findProtections, type ProtectionPort } from './protections.ts';
import { readVNets, type VNetReader } from './read-vnets.ts';
import { toPlan, toPlanJson } from './stored-plan.ts';

export interface PlanDependencies {
  readonly store: Store;
  readonly analysis: Analysis;
  /** Returns the current snapshot; throws a `Failure` while there is none. */
  readonly requireSnapshot: () => Snapshot;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly vnetReader: VNetReader;
  readonly permissions: PermissionReader;
  readonly protections: ProtectionPort;
  readonly typicalStepMs: number;
  readonly failpoint: FailpointHook;
}

/** Time after which a plan expires, because the estate may have changed. */
export const PLAN_LIFETIME_MS = 60 * 60_000;

/** Creates a plan on the current state of the resource providers and stores it. Changes nothing in Azure. */
export async function createStoredPlan(
  dependencies: PlanDependencies,
  request: PlanRequest,
  by: string,
  signal?: AbortSignal,
): Promise<StoredPlan> {
  const { store, analysis, requireSnapshot, failpoint } = dependencies;
  const reads = await readVNets(requireSnapshot(), vnetsOf(request), dependencies.vnetReader, signal);
  const { plan: planned, closes, opens, vnets } = await analysis.run('plan', requireSnapshot, { request, reads }, signal);
  const known = new Map(vnets.map((vnet) => [vnet.key, vnet]));
  const vnetOf = (key: ResourceKey) => known.get(key) ?? { key, id: key, name: lastName(key) };
  const plan = addNotices(planned, await findProtections(dependencies.protections, planned.steps, (key) => vnetOf(key).name));
  const missing = await findMissingPermissions(dependencies.permissions, plan.steps, vnetOf);
  const stored = asStored(dependencies, request, by, { plan, closes: [...closes], opens: [...opens], missingRights: [...missing] });
  await failpoint('plan-made', stored.id);
  await store.addPlan(stored);
  await store.addAudit(auditOf(stored));
  await failpoint('plan-saved', stored.id);
  return stored;
}

type PlanResult = Pick<PlanDocument, 'closes' | 'opens' | 'missingRights'> & { readonly plan: Plan };

function asStored(
  { clock, newId, typicalStepMs }: PlanDependencies,
  request: PlanRequest,
  by: string,
  { plan, ...rest }: PlanResult,
): StoredPlan {
  const roundCount = rounds(plan).length;
  return {
    id: newId(),
    hash: hashOf(request, plan),
    kind: request.kind,
    undoes: request.kind === 'undo' ? request.undoes : null,
    madeAt: formatIsoTime(clock.now()),
    expiresAt: formatIsoTime(clock.now() + PLAN_LIFETIME_MS),
    by,
    intents: request.kind === 'change' ? request.intents : [],
    plan: toPlanJson(plan),
    ...rest,
    rounds: roundCount,
    seconds: Math.ceil((roundCount * typicalStepMs) / 1000),
    apply: null,
  };
}

/** Hashes all steps of the plan and the state that they are based on. */
const hashOf = ({ kind }: PlanRequest, { basedOn, steps }: Plan): string =>
  createHash('sha256').update(JSON.stringify({ kind, basedOn, steps })).digest('base64url');

const auditOf = ({ id, hash, by, kind, plan }: StoredPlan): NewAuditEntry => ({
  by,
  deed: 'plan',
  subject: id,
  text: `${kind === 'undo' ? 'Planned an undo with' : 'Planned'} ${toPlan({ plan }).steps.length} steps`,
  planHash: hash,
  applyId: null,
  attemptId: null,
  before: null,
  after: null,
});
