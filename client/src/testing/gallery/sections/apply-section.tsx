import {
  type ApplyDocument,
  type ApplyState,
  type ApplySummary,
  createProblem,
  type StepProgress,
  type StepState,
} from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { ApplyPanel } from '../../../features/plan/apply/apply-panel.tsx';
import { APPLY_STATES } from '../../../features/plan/apply/apply-states.ts';
import { STEP_STATES } from '../../../features/plan/apply/step-states.ts';
import { HistoryPanel } from '../../../features/plan/history/history-panel.tsx';
import { applyOf, createPlanDocument, progress } from '../../../features/plan/testing/plans.ts';
import { PlanTray } from '../../../features/plan/tray/plan-tray.tsx';
import { ApiError } from '../../../lib/server/api.ts';
import { appliesQuery, applyQuery, auditQuery } from '../../../lib/server/change-queries.ts';
import { CONTOSO, createFixedDraft, nodeNamed, PROBLEMS, STATUS } from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen, seedError } from '../specimen.ts';

const key = (name: string) => nodeNamed(CONTOSO, name).key;
const INTENTS: readonly Intent[] = [
  { kind: 'connect', a: key('shop-prod-weu'), b: key('pay-prod-weu') },
  { kind: 'connect', a: key('shop-prod-weu'), b: key('crm-prod-weu') },
];
const PLAN = createPlanDocument(CONTOSO, INTENTS);
const START = new Date(Date.now() - 95_000).toISOString();
const UNTIL = new Date(Date.now() + 17_000).toISOString();
const MUCH_LATER = new Date(Date.now() + 42 * 60_000).toISOString();
const DRAFT = createFixedDraft(CONTOSO, []);
const REJECTED = createProblem('azure-failed', {
  code: 'VnetAddressSpacesOverlap',
  arm: {
    code: 'VnetAddressSpacesOverlap',
    message: 'Cannot create or update peering. Virtual networks cannot be peered because their address spaces overlap.',
  },
});

/** State of each step of the plan, in order; the last one repeats. */
type StepList = readonly (StepState | readonly [StepState, Partial<StepProgress>])[];

function applyIn(state: ApplyState, steps: StepList, more: Partial<ApplyDocument> = {}): ApplyDocument {
  const list = PLAN.plan.steps.map(({ id }, i): StepProgress => {
    const step = steps[Math.min(i, steps.length - 1)] ?? 'planned';
    return typeof step === 'string' ? progress(id, step, { since: START }) : progress(id, step[0], { since: START, ...step[1] });
  });
  const isEnded = ({ state: one }: StepProgress) => ['good', 'bad', 'off'].includes(STEP_STATES[one].tone);
  const isRunning = ['running', 'cancelling', 'paused'].includes(state);
  return applyOf(PLAN, 'planned', {
    id: `apply-${state}`,
    state,
    startedAt: START,
    endedAt: isRunning || state === 'attention' ? null : new Date().toISOString(),
    secondsLeft: isRunning ? 25 : null,
    done: list.filter(({ state: one }) => STEP_STATES[one].tone === 'good').length,
    ended: list.filter(isEnded).length,
    steps: list,
    ...more,
  });
}

const WAITING: StepList = [
  'succeeded',
  ['waiting', { words: 'Azure is busy with another change to this VNet', until: UNTIL, attempts: 2 }],
  ['running', { words: 'Azure is processing the change' }],
  'planned',
];

/** An example of an apply in each state. */
const APPLIES: Readonly<Record<ApplyState, ApplyDocument>> = {
  running: applyIn('running', WAITING),
  paused: applyIn(
    'paused',
    ['succeeded', ['waiting', { words: 'Azure is throttling requests', until: MUCH_LATER, attempts: 3 }], 'planned'],
    {
      trouble: 'Azure is throttling requests. Peerscape continues by itself',
    },
  ),
  cancelling: applyIn('cancelling', ['succeeded', 'verifying', 'cancelled']),
  attention: applyIn('attention', ['succeeded', 'unknown', 'quarantined', 'planned'], {
    trouble: 'Peerscape cannot determine whether some halves were changed. Check them in Azure, then retry',
  }),
  done: applyIn('done', ['succeeded', 'adopted', 'succeeded']),
  partly: applyIn('partly', ['succeeded', ['failed', { problem: REJECTED, attempts: 1 }], 'skipped'], {
    halfOpen: [
      {
        a: key('shop-prod-weu'),
        b: key('pay-prod-weu'),
        text: 'shop-prod-weu → pay-prod-weu exists and pay-prod-weu → shop-prod-weu does not',
      },
    ],
  }),
  failed: applyIn('failed', [['failed', { problem: REJECTED, attempts: 1 }], 'skipped']),
  cancelled: applyIn('cancelled', ['succeeded', 'cancelled']),
};

const summaryOf = ({ steps: _, plan: __, halfOpen: ___, ...summary }: ApplyDocument): ApplySummary => summary;

const panel = (title: string, document: ApplyDocument, more: Partial<Specimen> = {}): Specimen => ({
  title: `Deployment: ${title}`,
  frame: 'panel',
  seed: (client) => client.setQueryData(applyQuery(document.id).queryKey, document),
  content: (
    <ApplyPanel
      topology={CONTOSO}
      apply={document.id}
      serial={1}
      draft={DRAFT}
      onUndo={ignore}
      onOpenApply={ignore}
      onReview={ignore}
      onClose={ignore}
    />
  ),
  ...more,
});

const tray = (state: ApplyState): Specimen => ({
  title: `Tray: ${APPLY_STATES[state].word}`,
  frame: 'page',
  seed: (client) => client.setQueryData(appliesQuery.queryKey, [summaryOf(APPLIES[state])]),
  content: <PlanTray draft={DRAFT} changes={{ ...STATUS.changes, running: [APPLIES[state].id] }} onReview={ignore} onOpenApply={ignore} />,
});

const history = (title: string, seed?: Specimen['seed']): Specimen => ({
  title: `History: ${title}`,
  frame: 'panel',
  ...(seed && { seed }),
  content: <HistoryPanel changes={STATUS.changes} onOpenApply={ignore} onClose={ignore} />,
});

const UNDO = { ...APPLIES.done, id: 'apply-undo', kind: 'undo', undoes: 'apply-done' } as const satisfies ApplyDocument;
const UNDONE: ApplyDocument = { ...APPLIES.done, id: 'apply-undone', undoneBy: 'apply-undo' };
const STATES = Object.keys(APPLIES) as ApplyState[];

const HUB_HALF: StepProgress['after'] = {
  id: `${key('hub-weu')}/virtualNetworkPeerings/hub-weu-shop-prod-weu`,
  remoteId: key('shop-prod-weu'),
  state: 'Connected',
  allowAccess: true,
  allowForwarded: true,
  allowTransit: false,
  useRemoteGateways: false,
};
/** Further fields of a step in each state. */
const STEP_DETAILS: Readonly<Partial<Record<StepState, Partial<StepProgress>>>> = {
  waiting: { words: 'Azure is busy with another change to this VNet', until: UNTIL, attempts: 2 },
  failed: { problem: REJECTED, attempts: 1 },
  drifted: { after: HUB_HALF },
  mismatch: { after: HUB_HALF },
};
const SPOKES = ['pay', 'crm', 'erp', 'hr', 'cms', 'auth', 'iot', 'ml'];
const LONG_PLAN = createPlanDocument(
  CONTOSO,
  SPOKES.map((name): Intent => ({ kind: 'connect', a: key('shop-prod-weu'), b: key(`${name}-prod-weu`) })),
);
const STEP_LIST = Object.keys(STEP_STATES) as StepState[];
const EVERY_STATE = applyOf(LONG_PLAN, 'planned', {
  id: 'apply-every-state',
  startedAt: START,
  steps: LONG_PLAN.plan.steps.map(({ id }, i) => {
    const state = STEP_LIST[i % STEP_LIST.length] ?? 'planned';
    return progress(id, state, { since: START, ...STEP_DETAILS[state] });
  }),
});
const NO_DOCUMENT = applyIn('running', [], { id: 'apply-lost' });

export const APPLY_SECTION: GallerySection = {
  id: 'apply',
  title: 'Deployments and history',
  specimens: [
    ...STATES.map(tray),
    ...STATES.map((state) => panel(APPLY_STATES[state].word, APPLIES[state])),
    panel('undone', UNDONE),
    panel('undo', UNDO),
    panel('every state of a step', EVERY_STATE),
    panel('loading', NO_DOCUMENT, { seed: ignore }),
    panel('cannot be shown', NO_DOCUMENT, {
      seed: (client) => seedError(client, applyQuery(NO_DOCUMENT.id).queryKey, new ApiError(createProblem('no-such-apply'))),
    }),
    panel('page out of date', APPLIES.running, {
      seed: (client) => {
        const { queryKey } = applyQuery(APPLIES.running.id);
        client.setQueryData(queryKey, APPLIES.running);
        client
          .getQueryCache()
          .find({ queryKey })
          ?.setState({ status: 'error', error: new ApiError(PROBLEMS.unreachable) });
      },
    }),
    panel('audit log altered', APPLIES.done, {
      seed: (client) => {
        client.setQueryData(applyQuery(APPLIES.done.id).queryKey, APPLIES.done);
        client.setQueryData(auditQuery(APPLIES.done.id).queryKey, { isWhole: false, entries: [] });
      },
    }),
    history('all states', (client) => client.setQueryData(appliesQuery.queryKey, [...Object.values(APPLIES), UNDO, UNDONE].map(summaryOf))),
    history('empty', (client) => client.setQueryData(appliesQuery.queryKey, [])),
    history('loading'),
    history('could not be loaded', (client) => seedError(client, appliesQuery.queryKey, new ApiError(PROBLEMS.unreachable))),
  ],
};
