import { createHash } from 'node:crypto';
import type { PlanDocument } from '@peerscape/shared/api';
import { isOfType, parseResourceId, type ResourceId, type ResourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { type Intent, makePlan, type Plan, rounds, type Step, undoPlan } from '@peerscape/shared/plan';
import { previewPlan } from '@peerscape/shared/preview';
import { createNamer, nodeOf, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { NewAuditEntry, Store, StoredPlan } from '../../store/store.ts';
import { reportOf, toWireFinding } from '../findings.ts';
import type { FailpointHook } from './failpoints.ts';
import { type FreshEstate, readFreshEstate, type VNetReader } from './fresh-estate.ts';
import { findMissingPermissions, type PermissionReader } from './permissions.ts';
import { addNotices, findProtections, type ProtectionPort } from './protections.ts';
import { toPlan, toPlanJson } from './stored-plan.ts';

export interface PlanDependencies {
  readonly store: Store;
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

/** The input of a plan: the intents of a draft, or an apply to undo. */
export type PlanRequest =
  | { readonly kind: 'change'; readonly intents: readonly Intent[] }
  | { readonly kind: 'undo'; readonly undoes: string; readonly steps: readonly Step[]; readonly done: ReadonlySet<string> };

/** Creates a plan on the current state of the resource providers and stores it. Changes nothing in Azure. */
export async function createStoredPlan(
  dependencies: PlanDependencies,
  snapshot: Snapshot,
  request: PlanRequest,
  by: string,
): Promise<StoredPlan> {
  const { store, failpoint } = dependencies;
  const { topology, rows, isUnchanged } = await readRequestedVNets(snapshot, request, dependencies.vnetReader);
  requireVNets(topology, request);
  const nameOf = createNamer(topology);
  const computed = computePlan(topology, request);
  const plan = addNotices(computed, await findProtections(dependencies.protections, computed.steps, nameOf));
  const { closes, opens } = previewPlan(rows, plan, isUnchanged ? reportOf(snapshot) : undefined);
  const missing = await findMissingPermissions(dependencies.permissions, topology, plan.steps, nameOf);
  const stored = asStored(dependencies, request, by, {
    plan,
    closes: closes.map(toWireFinding),
    opens: opens.map(toWireFinding),
    missingRights: [...missing],
  });
  await failpoint('plan-made', stored.id);
  await store.addPlan(stored);
  await store.addAudit(auditOf(stored));
  await failpoint('plan-saved', stored.id);
  return stored;
}

/** Returns the estate after reading all VNets of the request again. */
export const readRequestedVNets = (snapshot: Snapshot, request: PlanRequest, vnetReader: VNetReader): Promise<FreshEstate> =>
  readFreshEstate(snapshot, vnetsOf(request), vnetReader);

/** Computes the plan for a topology; deterministic. */
export const computePlan = (topology: Topology, request: PlanRequest): Plan =>
  request.kind === 'change' ? makePlan(topology, request.intents) : undoPlan(topology, request, ({ id }) => request.done.has(id));

/** Returns the request that a stored plan was created from. */
export const toPlanRequest = (
  { kind, intents, undoes }: StoredPlan,
  of: { steps: readonly Step[]; done: ReadonlySet<string> },
): PlanRequest => (kind === 'undo' ? { kind, undoes: undoes ?? '', ...of } : { kind, intents });

/** Returns the VNets that the request reads or changes. */
const vnetsOf = (request: PlanRequest): readonly ResourceKey[] => [...new Set(endsOf(request).flat())];

/** Returns the VNets of each half that the request reads or changes. */
function endsOf(request: PlanRequest): readonly (readonly ResourceKey[])[] {
  if (request.kind === 'undo') return request.steps.filter(({ id }) => request.done.has(id)).map(({ half }) => [half.from, half.to]);
  return request.intents.flatMap((intent) => {
    if (intent.kind === 'changes') return intent.changes.map(({ from, to }) => [from, to]);
    return [intent.kind === 'connect' || intent.kind === 'repair' ? [intent.a, intent.b] : [intent.from, intent.to]];
  });
}

/** Advice for a VNet of the plan that does not exist. */
const MISSING_VNET_ADVICE: Readonly<Record<PlanRequest['kind'], string>> = {
  change: 'It was deleted or never existed. Remove its changes from the draft',
  undo: 'It has been deleted, or it is not visible to you and no half points at it any more. Its peerings cannot be restored',
};

/** Throws if a VNet of a draft does not exist, or if nothing of an undo can be restored because its VNets do not exist. */
function requireVNets(topology: Topology, request: PlanRequest): void {
  const isMissing = (key: ResourceKey): boolean => nodeOf(topology, key) === undefined;
  const ids = new Map(vnetsOf(request).map((key) => [key, requireVNetId(key)]));
  const [missing] = [...ids].flatMap(([key, id]) => (isMissing(key) ? id : []));
  const canRestore = request.kind === 'undo' && endsOf(request).some((ends) => !ends.some(isMissing));
  if (missing === undefined || canRestore) return;
  throw new Failure('no-such-vnet', {
    title: `Virtual network ${missing.names[0]} not found in ${missing.resourceGroup}`,
    detail: MISSING_VNET_ADVICE[request.kind],
  });
}

function requireVNetId(key: ResourceKey): ResourceId {
  const id = parseResourceId(key);
  if (id.ok && isOfType(id.value, VNET_TYPE)) return id.value;
  throw new Failure('not-a-vnet-id', { title: `"${key.slice(0, 200)}" is not the ID of a virtual network` });
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
