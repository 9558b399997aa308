import type { ResourceKey } from '@peerscape/shared/arm';
import { countsInWords, moved, type Plan, type Step } from '@peerscape/shared/plan';
import { halfFrom, namesIn, peeringKey, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { isoTime } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { StoredApply, StoredPlan } from '../../store/store.ts';
import { freshFor, type ProposeParts, planFor, type Wanted } from './propose.ts';
import { planIn } from './stored-plan.ts';

export interface BeginRequest {
  readonly plan: string;
  readonly hash: string;
  readonly key: string;
}

/** Begins an apply: durable before this resolves. Refused with the reason when the plan is not what was seen, is used, too old, blocked or stale. */
export async function begin(
  parts: ProposeParts,
  { plan: planId, hash, key }: BeginRequest,
  by: string,
  now: { readonly snapshot: Snapshot; readonly wantedBy: (plan: StoredPlan) => Promise<Wanted> },
): Promise<StoredApply> {
  const { store, clock, newId, at } = parts;
  const stored = await store.plan(planId);
  if (!stored) throw new Failure({ title: 'There is no such plan', status: 404, code: 'no-such-plan', detail: MAKE_ANEW });
  if (stored.hash !== hash)
    throw new Failure({ title: 'That is not the plan that was shown', status: 409, code: 'hash-differs', detail: MAKE_ANEW });
  const used = await userOf(parts, stored);
  if (used) return used.key === key ? used : refuseUsed(used.id);
  mustBeApplicable(stored, clock.now());
  try {
    await mustBeFresh(parts, stored, now.snapshot, await now.wantedBy(stored));
  } catch (error) {
    // the same request may have come twice, and the first have changed what this one looked at
    const meanwhile = await userOf(parts, (await store.plan(planId)) ?? stored);
    if (meanwhile?.key === key) return meanwhile;
    throw error;
  }
  const plan = planIn(stored);
  const outcome = await store.startApply(
    {
      id: newId(),
      planId,
      kind: stored.kind,
      undoes: stored.undoes,
      by,
      key,
      startedAt: isoTime(clock.now()),
      endedAt: null,
      state: 'running',
      trouble: null,
    },
    plan.steps.map(({ id }) => id),
    {
      by,
      deed: 'apply',
      subject: planId,
      text: countsInWords(plan),
      planHash: stored.hash,
      applyId: null,
      attemptId: null,
      before: null,
      after: null,
    },
  );
  await at('apply-saved', planId);
  switch (outcome.kind) {
    case 'started':
    case 'same':
      return outcome.apply;
    case 'plan-used':
      return refuseUsed(outcome.applyId);
    case 'key-reused':
      throw new Failure({
        title: 'That key was used for another plan',
        status: 422,
        code: 'key-reused',
        detail: 'Each intention to apply needs a key of its own',
      });
  }
}

const userOf = async ({ store }: ProposeParts, { apply }: StoredPlan): Promise<StoredApply | undefined> =>
  apply === null ? undefined : store.apply(apply);

const MAKE_ANEW = 'Make the plan anew from the draft';

function refuseUsed(applyId: string): never {
  throw new Failure({
    title: 'That plan has been applied already',
    status: 409,
    code: 'plan-used',
    detail: `A plan is used once; see the apply ${applyId}`,
  });
}

function mustBeApplicable({ expiresAt, missingRights, plan: document }: StoredPlan, now: number): void {
  const plan = planIn({ plan: document });
  const refuse = (title: string, code: string, detail: string, status = 409) => new Failure({ title, status, code, detail });
  if (Date.parse(expiresAt) < now) throw refuse('The plan is too old', 'plan-expired', MAKE_ANEW);
  const [blocker] = plan.blockers;
  if (blocker) throw refuse('Azure would refuse this plan', 'plan-blocked', plan.blockers.map(({ text }) => text).join(' '));
  if (plan.steps.length === 0) throw refuse('The plan has no steps', 'nothing-to-do', 'Everything is already as wanted');
  if (missingRights.length > 0) {
    throw refuse(
      'Rights are missing',
      'rights-missing',
      missingRights.map(({ text, action, role }) => `${text} It needs ${action}, as ${role} has it.`).join(' '),
      403,
    );
  }
}

/** The plan rests on what it was made from; where that is otherwise now, it is refused with what has changed. */
async function mustBeFresh({ vnetReader }: ProposeParts, stored: StoredPlan, snapshot: Snapshot, wanted: Wanted): Promise<void> {
  const { topology } = await freshFor(snapshot, wanted, vnetReader);
  const plan = planIn(stored);
  if (planFor(topology, wanted).basedOn === plan.basedOn) return;
  const changes = whatChanged(topology, plan);
  throw new Failure({
    title: 'Azure has changed since the plan was made',
    status: 409,
    code: 'plan-stale',
    detail: `${changes.length > 0 ? changes.join(' ') : 'Prefixes, gateways or other halves of these VNets are not as they were.'} Nothing was sent. ${MAKE_ANEW}`,
  });
}

/** Which halves are not as the plan expects them, in sentences. */
function whatChanged(topology: Topology, { steps }: Plan): readonly string[] {
  const say = namesIn(topology);
  return steps.flatMap(({ half, expects }: Step) => {
    if (expects.kind === 'left-by') return [];
    const peering = topology.peerings.get(peeringKey(half.from, half.to));
    const found = peering && halfFrom(peering, half.from as ResourceKey);
    const changes = moved(expects.kind === 'half' ? expects.half : undefined, found, { byOwnHand: false });
    return changes.length === 0 ? [] : [`${say(half.from)} → ${say(half.to)}: ${changes.join(', ')}.`];
  });
}
