import { createHash } from 'node:crypto';
import type { PlanDocument } from '@peerscape/shared/api';
import { isOfType, parseResourceId, type ResourceKey, VNET_TYPE } from '@peerscape/shared/arm';
import { type Intent, makePlan, type Plan, rounds, type Step, undoPlan } from '@peerscape/shared/plan';
import { previewOf } from '@peerscape/shared/preview';
import { namesIn, nodeOf, type Snapshot, type Topology } from '@peerscape/shared/topology';
import { type Clock, isoTime } from '../../clock.ts';
import { Failure } from '../../failure.ts';
import type { AuditDraft, Store, StoredPlan } from '../../store/store.ts';
import { onTheWire, reportOf } from '../findings.ts';
import { type FreshEstate, freshEstate, type VNetReader } from './fresh-estate.ts';
import type { AtPoint } from './points.ts';
import { missingRights, type Rights } from './rights.ts';
import { asDocument, planIn } from './stored-plan.ts';

export interface ProposeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly vnetReader: VNetReader;
  readonly rights: Rights;
  readonly usualStepMs: number;
  readonly at: AtPoint;
}

/** Older plans are not applied: the estate has gone on. */
const PLAN_LIVES_MS = 60 * 60_000;

/** What a plan is made from. */
export type Wanted =
  | { readonly kind: 'change'; readonly intents: readonly Intent[] }
  | { readonly kind: 'undo'; readonly undoes: string; readonly steps: readonly Step[]; readonly done: ReadonlySet<string> };

/** Makes the plan on what the resource providers say now, and keeps it. Nothing is changed in Azure. */
export async function propose(parts: ProposeParts, snapshot: Snapshot, wanted: Wanted, by: string): Promise<StoredPlan> {
  const { store, at } = parts;
  const { topology, rows, isAsRead } = await freshFor(snapshot, wanted, parts.vnetReader);
  mustBeThere(topology, touchedBy(wanted), WAY_OUT[wanted.kind]);
  const plan = planFor(topology, wanted);
  const { closes, opens } = previewOf(rows, plan, isAsRead ? reportOf(snapshot) : undefined);
  const lacking = await missingRights(parts.rights, topology, plan.steps, namesIn(topology));
  const stored = asStored(parts, wanted, by, {
    plan,
    closes: closes.map(onTheWire),
    opens: opens.map(onTheWire),
    missingRights: [...lacking],
  });
  await at('plan-made', stored.id);
  await store.addPlan(stored);
  await store.addAudit(planned(stored));
  await at('plan-saved', stored.id);
  return stored;
}

/** The estate with all VNets that the wish touches read anew. */
export const freshFor = (snapshot: Snapshot, wanted: Wanted, vnetReader: VNetReader): Promise<FreshEstate> =>
  freshEstate(snapshot, touchedBy(wanted), vnetReader);

/** The plan on that topology; the same topology gives the same plan. */
export const planFor = (topology: Topology, wanted: Wanted): Plan =>
  wanted.kind === 'change' ? makePlan(topology, wanted.intents) : undoPlan(topology, wanted, ({ id }) => wanted.done.has(id));

/** What a kept plan was made from. */
export const wantedBy = ({ kind, intents, undoes }: StoredPlan, of: { steps: readonly Step[]; done: ReadonlySet<string> }): Wanted =>
  kind === 'undo' ? { kind, undoes: undoes ?? '', ...of } : { kind, intents: intents as readonly unknown[] as readonly Intent[] };

function touchedBy(wanted: Wanted): readonly ResourceKey[] {
  const refs =
    wanted.kind === 'undo'
      ? wanted.steps.filter(({ id }) => wanted.done.has(id)).map(({ half }) => [half.from, half.to])
      : wanted.intents.flatMap((intent) => {
          if (intent.kind === 'changes') return intent.changes.map(({ from, to }) => [from, to]);
          return [intent.kind === 'connect' || intent.kind === 'repair' ? [intent.a, intent.b] : [intent.from, intent.to]];
        });
  return [...new Set(refs.flat())];
}

/** What to do where a VNet of the plan is gone. */
const WAY_OUT: Readonly<Record<Wanted['kind'], string>> = {
  change: 'It was deleted, or it was never there. Take what concerns it out of the draft',
  undo: 'It was deleted since. Peerings of a VNet that is gone cannot be restored; make the others by a draft',
};

function mustBeThere(topology: Topology, vnets: readonly ResourceKey[], detail: string): void {
  for (const key of vnets) {
    const id = parseResourceId(key);
    if (!id.ok || !isOfType(id.value, VNET_TYPE)) {
      throw new Failure({ title: `"${key.slice(0, 200)}" is not the id of a virtual network`, status: 422, code: 'not-a-vnet-id' });
    }
    if (!nodeOf(topology, key)) {
      throw new Failure({
        title: `There is no virtual network ${id.value.names[0]} in ${id.value.resourceGroup}`,
        status: 409,
        code: 'no-such-vnet',
        detail,
      });
    }
  }
}

type Made = Pick<PlanDocument, 'closes' | 'opens' | 'missingRights'> & { readonly plan: Plan };

function asStored({ clock, newId, usualStepMs }: ProposeParts, wanted: Wanted, by: string, { plan, ...rest }: Made): StoredPlan {
  const inRounds = rounds(plan).length;
  return {
    id: newId(),
    hash: hashOf(wanted, plan),
    kind: wanted.kind,
    undoes: wanted.kind === 'undo' ? wanted.undoes : null,
    madeAt: isoTime(clock.now()),
    expiresAt: isoTime(clock.now() + PLAN_LIVES_MS),
    by,
    intents: wanted.kind === 'change' ? (wanted.intents as readonly unknown[] as StoredPlan['intents']) : [],
    plan: asDocument(plan),
    ...rest,
    rounds: inRounds,
    seconds: Math.ceil((inRounds * usualStepMs) / 1000),
    apply: null,
  };
}

/** Of everything that will be done and of what it rests on. */
const hashOf = ({ kind }: Wanted, { basedOn, steps }: Plan): string =>
  createHash('sha256').update(JSON.stringify({ kind, basedOn, steps })).digest('base64url');

const planned = ({ id, hash, by, kind, plan }: StoredPlan): AuditDraft => ({
  by,
  deed: 'plan',
  subject: id,
  text: `${kind === 'undo' ? 'Planned to undo' : 'Planned'} ${planIn({ plan }).steps.length} steps`,
  planHash: hash,
  applyId: null,
  attemptId: null,
  before: null,
  after: null,
});
