import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactNode, Suspense, useMemo } from 'react';
import { ConnectSheet } from '../../features/connect/index.ts';
import { focusReviewButton } from '../../features/plan/index.ts';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { VNetReach } from '../../lib/format/vnet-reach.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { ReachPath } from '../../lib/state/reach-path.ts';
import { GOAL_DEFAULTS, type UrlState } from '../../lib/state/url-state.ts';
import type { CommandContext } from '../commands/commands.ts';
import { describeOrigin, goalMembers } from '../commands/goal-commands.ts';
import { findNextFinding } from '../commands/next-finding.ts';
import { askReach } from '../commands/reach-command.ts';
import { ApplyPanel, ComparePanel, GoalPanel, HistoryPanel, PlanPanel } from '../lazy.ts';
import { ChangesContent, SourceContent } from './file-content.tsx';
import { ExpectationsContent, ReachContent, RoutesContent } from './reach-content.tsx';
import { useAnnounce } from './use-announce.ts';
import { VNetReachContent } from './vnet-reach-content.tsx';

export interface ChangeContentProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  /** Receives the VNets for the map to highlight. */
  readonly onHighlight: (keys: readonly ResourceKey[]) => void;
  /** Receives the path for the map to draw. */
  readonly onPath: (path: ReachPath | undefined) => void;
  /** Receives the VNets that one VNet reaches, for the map to highlight. */
  readonly onReach: (reach: VNetReach | undefined) => void;
}

/** Panels for changes, files and questions, topmost first. */
const PANELS = [
  { label: 'Connect', isOpen: ({ connect }) => parsePair(connect) !== undefined, Content: ConnectContent },
  { label: 'Deployment', isOpen: ({ apply }) => apply !== '', Content: ApplyContent },
  { label: 'Plan', isOpen: ({ panel, undo }) => panel === 'draft' || undo !== '', Content: PlanContent },
  { label: 'History', isOpen: ({ panel }) => panel === 'history', Content: HistoryContent },
  { label: 'Goal', isOpen: ({ panel }) => panel === 'goal', Content: GoalContent },
  { label: 'Compare', isOpen: ({ panel }) => panel === 'compare', Content: CompareContent },
  { label: 'Data source', isOpen: ({ panel }) => panel === 'source', Content: SourceContent },
  { label: 'Changes', isOpen: ({ panel }) => panel === 'changes', Content: ChangesContent },
  { label: 'Reach', isOpen: ({ panel }) => panel === 'reach', Content: ReachContent },
  { label: 'Reach of a VNet', isOpen: ({ panel }) => panel === 'vnet-reach', Content: VNetReachContent },
  { label: 'Expectations', isOpen: ({ panel }) => panel === 'expectations', Content: ExpectationsContent },
  { label: 'Effective routes', isOpen: ({ panel }) => panel === 'routes', Content: RoutesContent },
] as const satisfies readonly {
  readonly label: string;
  readonly isOpen: (url: UrlState) => boolean;
  readonly Content: (props: ChangeContentProps) => ReactNode;
}[];

/** Returns the label of the change panel that the URL opens; undefined when it opens none. */
export const changePanelLabel = (url: UrlState): string | undefined => PANELS.find(({ isOpen }) => isOpen(url))?.label;

/** Renders the change panel that the URL opens. */
export function ChangeContent(props: ChangeContentProps) {
  const open = PANELS.find(({ isOpen }) => isOpen(props.context.url));
  return open ? (
    <Suspense fallback={null}>
      <open.Content {...props} />
    </Suspense>
  ) : null;
}

function ConnectContent({ context, estate, onHighlight }: ChangeContentProps) {
  const { url, setUrl, topology, roleOverrides, addToDraft, copy } = context;
  const pair = parsePair(url.connect);
  if (!pair) return null;
  const close = () => setUrl({ connect: '' });
  return (
    <ConnectSheet
      key={url.connect}
      topology={topology}
      pair={pair}
      roleOverrides={roleOverrides.roles}
      canAskRights={estate.status.changes.mode !== 'none'}
      onClose={close}
      onAdd={(intent) => {
        addToDraft([intent]);
        close();
        focusReviewButton();
      }}
      onHighlight={onHighlight}
      onCopy={copy}
    />
  );
}

function ApplyContent({ context, estate }: ChangeContentProps) {
  const { url, setUrl, topology, draft, listedFindings, openFinding } = context;
  return (
    <ApplyPanel
      key={url.apply}
      topology={topology}
      apply={url.apply}
      serial={estate.status.changes.serial}
      outage={estate.status.store?.problem}
      draft={draft}
      findNext={(fixed) => {
        const next = findNextFinding(listedFindings, fixed);
        return next && { code: next.code, where: next.where, open: () => openFinding(next) };
      }}
      onUndo={(undo) => setUrl({ undo, apply: '' })}
      onOpenApply={(apply) => setUrl({ apply })}
      onReview={() => setUrl({ panel: 'draft', apply: '' })}
      onClose={() => setUrl({ apply: '' })}
    />
  );
}

function PlanContent({ context, estate }: ChangeContentProps) {
  const { url, setUrl, topology, draft, refresh, copy } = context;
  const announce = useAnnounce();
  return (
    <PlanPanel
      key={url.undo}
      topology={topology}
      rows={estate.snapshot.rows}
      status={estate.status}
      readAt={estate.readAt}
      draft={draft}
      undoes={url.undo || undefined}
      onOpenApply={(apply) => setUrl({ apply, undo: '', panel: 'none' })}
      onRefresh={refresh}
      onAsk={(from, to) => askReach(context, from, to)}
      onClose={() => setUrl(url.undo ? { undo: '' } : { panel: 'none' })}
      onCopy={copy}
      onAnnounce={announce}
    />
  );
}

function HistoryContent({ context: { setUrl }, estate }: ChangeContentProps) {
  return (
    <HistoryPanel changes={estate.status.changes} onOpenApply={(apply) => setUrl({ apply })} onClose={() => setUrl({ panel: 'none' })} />
  );
}

/** Returns the members of the goal, memoised because what depends on them is expensive for many VNets. */
const useGoalMembers = ({ selected, shown, topology }: CommandContext): readonly ResourceKey[] =>
  useMemo(() => goalMembers({ selected, shown, topology }), [selected, shown, topology]);

function GoalContent({ context }: ChangeContentProps) {
  const members = useGoalMembers(context);
  const { url, setUrl, topology, roleOverrides, setSelected, addToDraft } = context;
  return (
    <GoalPanel
      key={url.goal}
      topology={topology}
      roleOverrides={roleOverrides.roles}
      kind={url.goal}
      members={members}
      origin={describeOrigin(context)}
      hub={url.hub}
      through={url.through}
      onChoose={(choice) => setUrl(choice, { replace: true })}
      onMembers={setSelected}
      onAdd={(intents) => {
        addToDraft(intents);
        setUrl({ panel: 'draft', ...GOAL_DEFAULTS });
      }}
      onClose={() => setUrl({ panel: 'none', ...GOAL_DEFAULTS })}
    />
  );
}

function CompareContent({ context }: ChangeContentProps) {
  const members = useGoalMembers(context);
  const { url, setUrl, topology, roleOverrides } = context;
  return (
    <ComparePanel
      topology={topology}
      roleOverrides={roleOverrides.roles}
      members={members}
      origin={describeOrigin(context)}
      hub={url.hub}
      onHub={(hub) => setUrl({ hub }, { replace: true })}
      onMake={(goal, hub) => setUrl({ panel: 'goal', goal, hub })}
      onClose={() => setUrl({ panel: 'none', ...GOAL_DEFAULTS })}
    />
  );
}
