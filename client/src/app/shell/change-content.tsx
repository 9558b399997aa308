import type { ResourceKey } from '@peerscape/shared/arm';
import { type ReactNode, Suspense, useMemo } from 'react';
import { ConnectSheet } from '../../features/connect/index.ts';
import { parsePair } from '../../lib/format/pair-text.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { NOTHING_CHOSEN, type UrlState } from '../../lib/state/url-state.ts';
import type { Desk } from '../commands/commands.ts';
import { goalMembers, originWords } from '../commands/goal-commands.ts';
import { ApplyPanel, ComparePanel, GoalPanel, HistoryPanel, PlanPanel } from '../lazy.ts';
import { useSay } from './announcements.ts';

interface ChangeContentProps {
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  /** Which VNets the map shall light. */
  readonly onLit: (keys: readonly ResourceKey[]) => void;
}

/** The panels of changes, what lies on top first. */
const OPEN = [
  { label: 'Connect', is: ({ connect }) => parsePair(connect) !== undefined, content: Connecting },
  { label: 'Apply', is: ({ apply }) => apply !== '', content: Applying },
  { label: 'Plan', is: ({ panel, undo }) => panel === 'draft' || undo !== '', content: Reviewing },
  { label: 'History', is: ({ panel }) => panel === 'history', content: Remembering },
  { label: 'Goal', is: ({ panel }) => panel === 'goal', content: Aiming },
  { label: 'Compare', is: ({ panel }) => panel === 'compare', content: Comparing },
] as const satisfies readonly {
  readonly label: string;
  readonly is: (url: UrlState) => boolean;
  readonly content: (props: ChangeContentProps) => ReactNode;
}[];

/** Which panel of changes the URL asks for, by its name; undefined when it asks for none. */
export const changePanel = (url: UrlState): string | undefined => OPEN.find(({ is }) => is(url))?.label;

/** The panel of changes that the URL asks for. */
export function ChangeContent(props: ChangeContentProps) {
  const open = OPEN.find(({ is }) => is(props.desk.url));
  return open ? (
    <Suspense fallback={null}>
      <open.content {...props} />
    </Suspense>
  ) : null;
}

function Connecting({ desk, estate, onLit }: ChangeContentProps) {
  const { url, setUrl, topology, said, plan, copy } = desk;
  const pair = parsePair(url.connect);
  if (!pair) return null;
  const close = () => setUrl({ connect: '' });
  return (
    <ConnectSheet
      key={url.connect}
      topology={topology}
      pair={pair}
      roleOverrides={said.roles}
      canAskRights={estate.status.changes.mode !== 'none'}
      onClose={close}
      onAdd={(intent) => {
        plan([intent]);
        close();
      }}
      onHighlight={onLit}
      onCopy={copy}
    />
  );
}

function Applying({ desk: { url, setUrl, topology, draft }, estate }: ChangeContentProps) {
  return (
    <ApplyPanel
      key={url.apply}
      topology={topology}
      apply={url.apply}
      serial={estate.status.changes.serial}
      draft={draft}
      onUndo={(undo) => setUrl({ undo, apply: '' })}
      onOpenApply={(apply) => setUrl({ apply })}
      onReview={() => setUrl({ panel: 'draft', apply: '' })}
      onClose={() => setUrl({ apply: '' })}
    />
  );
}

function Reviewing({ desk: { url, setUrl, topology, draft, refresh, copy }, estate }: ChangeContentProps) {
  const say = useSay();
  return (
    <PlanPanel
      key={url.undo}
      topology={topology}
      status={estate.status}
      readAt={estate.readAt}
      draft={draft}
      undoes={url.undo || undefined}
      onOpenApply={(apply) => setUrl({ apply, undo: '', panel: 'none' })}
      onRefresh={refresh}
      onClose={() => setUrl(url.undo ? { undo: '' } : { panel: 'none' })}
      onCopy={copy}
      onSay={say}
    />
  );
}

function Remembering({ desk: { setUrl }, estate }: ChangeContentProps) {
  return (
    <HistoryPanel changes={estate.status.changes} onOpenApply={(apply) => setUrl({ apply })} onClose={() => setUrl({ panel: 'none' })} />
  );
}

/** The VNets of the goal, the same list until they are others: what is worked out of many takes a moment. */
const useGoalMembers = ({ picked, shown, topology }: Desk): readonly ResourceKey[] =>
  useMemo(() => goalMembers({ picked, shown, topology }), [picked, shown, topology]);

function Aiming({ desk }: ChangeContentProps) {
  const members = useGoalMembers(desk);
  const { url, setUrl, topology, said, setPicked, plan } = desk;
  return (
    <GoalPanel
      key={url.goal}
      topology={topology}
      said={said.roles}
      kind={url.goal}
      members={members}
      origin={originWords(desk)}
      hub={url.hub}
      through={url.through}
      onChoose={(choice) => setUrl(choice, { replace: true })}
      onMembers={setPicked}
      onAdd={(intents) => {
        plan(intents);
        setUrl({ panel: 'draft', ...NOTHING_CHOSEN });
      }}
      onClose={() => setUrl({ panel: 'none', ...NOTHING_CHOSEN })}
    />
  );
}

function Comparing({ desk }: ChangeContentProps) {
  const members = useGoalMembers(desk);
  const { url, setUrl, topology, said } = desk;
  return (
    <ComparePanel
      topology={topology}
      said={said.roles}
      members={members}
      origin={originWords(desk)}
      hub={url.hub}
      onHub={(hub) => setUrl({ hub }, { replace: true })}
      onMake={(goal, hub) => setUrl({ panel: 'goal', goal, hub })}
      onClose={() => setUrl({ panel: 'none', ...NOTHING_CHOSEN })}
    />
  );
}
