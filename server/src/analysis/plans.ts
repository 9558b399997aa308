import { isOfType, parseResourceId, type ResourceId, type ResourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { makePlan, moved, type Plan, undoPlan } from '@peerscape/shared/plan';
import { previewPlan } from '@peerscape/shared/preview';
import { halfFrom, nodeOf, peeringKey, type Topology } from '@peerscape/shared/topology';
import { Failure } from '../failure.ts';
import type { NamedVNet, TaskInput, TaskResult } from '../work/analysis.ts';
import { endsOf, type PlanRequest, vnetsOf } from '../work/change/plan-request.ts';
import { toWireFinding } from './findings.ts';
import { applyReads, areReadsEqual } from './fresh-rows.ts';
import { createModel, type Model } from './model.ts';

/** Plans the request on the estate with the fresh reads, and previews the effect on the findings. */
export function planRequest(model: Model, { request, reads }: TaskInput<'plan'>): TaskResult<'plan'> {
  const fresh = createModel(applyReads(model.rows, reads));
  requireVNets(fresh.topology(), request);
  const plan = computePlan(fresh.topology(), request);
  const report = areReadsEqual(model.rows, fresh.rows, reads) ? model.report() : fresh.report();
  const { closes, opens } = previewPlan(fresh.rows, plan, report);
  const vnets = new Set(plan.steps.flatMap(({ half }) => [half.from, half.to]));
  return { plan, closes: closes.map(toWireFinding), opens: opens.map(toWireFinding), vnets: identifyVNets(fresh, [...vnets]) };
}

/** Describes the halves that differ from what the plan expects, one sentence each; undefined if the plan would be the same today. */
export function describeDrift(model: Model, { request, reads, plan }: TaskInput<'describeDrift'>): readonly string[] | undefined {
  const fresh = createModel(applyReads(model.rows, reads));
  if (computePlan(fresh.topology(), request).basedOn === plan.basedOn) return undefined;
  return plan.steps.flatMap(({ half, expects }) => {
    if (expects.kind === 'left-by') return [];
    const peering = fresh.topology().peerings.get(peeringKey(half.from, half.to));
    const found = peering && halfFrom(peering, half.from);
    const changes = moved(expects.kind === 'half' ? expects.half : undefined, found, { byOwnHand: false });
    return changes.length === 0 ? [] : [`${fresh.nameOf(half.from)} → ${fresh.nameOf(half.to)}: ${changes.join(', ')}.`];
  });
}

/** Returns the ID and the display name of each of these VNets that exists. */
export const identifyVNets = ({ topology, nameOf }: Model, vnets: readonly ResourceKey[]): readonly NamedVNet[] =>
  vnets.flatMap((key) => {
    const node = nodeOf(topology(), key);
    return node ? [{ key, id: node.id, name: nameOf(key) }] : [];
  });

/** Computes the plan for a topology; deterministic. */
const computePlan = (topology: Topology, request: PlanRequest): Plan =>
  request.kind === 'change' ? makePlan(topology, request.intents) : undoPlan(topology, request, ({ id }) => request.done.has(id));

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
