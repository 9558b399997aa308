import { createProblem, type PlanDocument } from '@peerscape/shared/api';
import type { Intent } from '@peerscape/shared/plan';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { ConnectSheet } from '../../../features/connect/connect-sheet.tsx';
import { ComparePanel } from '../../../features/goals/compare-panel.tsx';
import { GoalPanel } from '../../../features/goals/goal-panel.tsx';
import { PlanPanel } from '../../../features/plan/review/plan-panel.tsx';
import { createPlanDocument } from '../../../features/plan/testing/plans.ts';
import { PlanTray } from '../../../features/plan/tray/plan-tray.tsx';
import { ApiError } from '../../../lib/server/api.ts';
import { planQuery } from '../../../lib/server/change-queries.ts';
import { DraftProvider } from '../../../lib/state/use-draft.tsx';
import {
  CONTOSO,
  CONTOSO_ROWS,
  createFixedDraft,
  nodeNamed,
  OUTAGE_STATUS,
  PROBLEMS,
  READ_ONLY_STATUS,
  rowsOf,
  STATUS,
} from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen, seedError } from '../specimen.ts';

const key = (name: string) => nodeNamed(CONTOSO, name).key;
const CONNECT: Intent = { kind: 'connect', a: key('shop-prod-weu'), b: key('pay-prod-weu') };
const DELETE: Intent = { kind: 'delete', from: key('hub-weu'), to: key('crm-prod-weu') };
const INTENTS = [CONNECT, DELETE];
const OVERLAPPING_ROWS = rowsOf('# Overlap\nvnet shop 10.1.0.0/16\nvnet pay 10.1.0.0/16\nvnet hub 10.0.0.0/16\n');
const OVERLAPPING = buildTopology(OVERLAPPING_ROWS);
/** Azure rejects a peering of VNets whose address spaces overlap. */
const REJECTED: readonly Intent[] = [
  { kind: 'connect', a: nodeNamed(OVERLAPPING, 'hub').key, b: nodeNamed(OVERLAPPING, 'pay').key },
  { kind: 'connect', a: nodeNamed(OVERLAPPING, 'shop').key, b: nodeNamed(OVERLAPPING, 'pay').key },
];

const expiresAt = new Date(Date.now() + 50 * 60_000).toISOString();
const madeAt = new Date(Date.now() - 10 * 60_000).toISOString();

interface PlanState {
  readonly topology?: typeof CONTOSO;
  /** Rows of the topology. */
  readonly rows?: TopologyRows;
  readonly intents?: readonly Intent[];
  readonly plan?: Partial<PlanDocument>;
  readonly error?: ApiError;
  readonly status?: typeof STATUS;
  /** The plan is still being created. */
  readonly isPending?: boolean;
}

const plan = (
  title: string,
  { topology = CONTOSO, rows = CONTOSO_ROWS, intents = INTENTS, plan: more, error, status = STATUS, isPending = false }: PlanState,
): Specimen => ({
  title: `Plan: ${title}`,
  frame: 'panel',
  seed: (client) => {
    const { queryKey } = planQuery(1);
    if (error) seedError(client, queryKey, error);
    else if (!isPending) client.setQueryData(queryKey, createPlanDocument(topology, intents, { madeAt, expiresAt, ...more }));
  },
  content: (
    <PlanPanel
      topology={topology}
      rows={rows}
      status={status}
      readAt={madeAt}
      draft={createFixedDraft(topology, intents)}
      onOpenApply={ignore}
      onRefresh={ignore}
      onAsk={ignore}
      onClose={ignore}
      onCopy={ignore}
      onAnnounce={ignore}
    />
  ),
});

const goals = { topology: CONTOSO, roleOverrides: new Map(), origin: '4 VNets selected', onClose: ignore } as const;
const MEMBERS = ['shop-prod-weu', 'pay-prod-weu', 'crm-prod-weu', 'erp-prod-weu'].map(key);

export const PLAN_SECTION: GallerySection = {
  id: 'plan',
  title: 'Draft and plan',
  specimens: [
    {
      title: 'Tray: draft',
      frame: 'page',
      content: <PlanTray draft={createFixedDraft(CONTOSO, INTENTS)} changes={STATUS.changes} onReview={ignore} onOpenApply={ignore} />,
    },
    {
      title: 'Tray: draft changed by another user',
      frame: 'page',
      content: (
        <PlanTray
          draft={createFixedDraft(CONTOSO, INTENTS, {
            notice: createProblem('kept-changed', { detail: 'Another user changed the draft. Theirs is shown now.' }),
          })}
          changes={STATUS.changes}
          onReview={ignore}
          onOpenApply={ignore}
        />
      ),
    },
    plan('ready, with deletions', {}),
    plan('read-only', { status: READ_ONLY_STATUS }),
    plan('the data store cannot be written', { status: OUTAGE_STATUS }),
    plan('being created', { isPending: true }),
    plan('could not be created', { error: new ApiError(PROBLEMS.throttled) }),
    plan('expired', { intents: [CONNECT], plan: { expiresAt: madeAt } }),
    plan('missing permissions', {
      plan: {
        missingRights: [
          {
            action: 'Microsoft.Network/virtualNetworks/peer/action',
            scope: nodeNamed(CONTOSO, 'pay-prod-weu').id,
            role: 'Network Contributor',
            text: 'pay-prod-weu cannot be peered.',
          },
        ],
      },
    }),
    plan('Azure will reject it', { topology: OVERLAPPING, rows: OVERLAPPING_ROWS, intents: REJECTED }),
    plan('empty', { intents: [] }),
    plan('opened from files', {
      status: { ...STATUS, source: { kind: 'file', name: 'estate.json' }, changes: { ...STATUS.changes, mode: 'none' } },
    }),
    ...(['fabrikam-dmz', 'pay-prod-weu'] as const).map(
      (remote): Specimen => ({
        title: `Connect: shop-prod-weu and ${remote}`,
        frame: 'panel',
        content: (
          <DraftProvider topology={CONTOSO} serial={0}>
            <ConnectSheet
              topology={CONTOSO}
              pair={{ a: key('shop-prod-weu'), b: key(remote) }}
              roleOverrides={new Map()}
              canAskRights={false}
              onClose={ignore}
              onAdd={ignore}
              onHighlight={ignore}
              onCopy={ignore}
            />
          </DraftProvider>
        ),
      }),
    ),
    {
      title: 'Goal: mesh',
      frame: 'panel',
      content: (
        <GoalPanel
          {...goals}
          kind="mesh"
          members={MEMBERS}
          hub=""
          through="appliance"
          onChoose={ignore}
          onMembers={ignore}
          onAdd={ignore}
        />
      ),
    },
    {
      title: 'Compare mesh and hub',
      frame: 'panel',
      content: <ComparePanel {...goals} members={MEMBERS} hub="" onHub={ignore} onMake={ignore} />,
    },
  ],
};
