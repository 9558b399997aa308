import type { ResourceKey } from '@peerscape/shared/arm';
import { Suspense } from 'react';
import type { Entry } from '../../features/health/index.ts';
import { Inspector } from '../../features/inspect/index.ts';
import { ReadErrorsPanel } from '../../features/status/index.ts';
import { formatNumber } from '../../lib/format/format.ts';
import type { ToPortalUrl } from '../../lib/format/portal-url.ts';
import type { VNetReach } from '../../lib/format/vnet-reach.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { affectedItem } from '../../lib/state/findings.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { ReachPath } from '../../lib/state/reach-path.ts';
import { REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import { type CommandContext, getCommand } from '../commands/commands.ts';
import { FindingPanel } from '../lazy.ts';
import { ChangeContent, changePanelLabel } from './change-content.tsx';

const NO_MESSAGES: readonly string[] = [];
const NO_VNETS: ReadonlySet<ResourceKey> = new Set();

interface SideContentProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
  readonly entries: readonly Entry[];
  readonly onSelect: (item: FocusedItem | undefined) => void;
  /** Receives the VNets for the map to highlight. */
  readonly onHighlight: (keys: readonly ResourceKey[]) => void;
  /** Receives the path for the map to draw. */
  readonly onPath: (path: ReachPath | undefined) => void;
  /** Receives the VNets that one VNet reaches, for the map to highlight. */
  readonly onReach: (reach: VNetReach | undefined) => void;
}

/** Content of the side panel, in order of precedence: change panel, read errors, open finding, focused item. */
export function SideContent({ context, estate, entries, onSelect, onHighlight, onPath, onReach }: SideContentProps) {
  const { toPortalUrl } = context;
  if (changePanelLabel(context.url)) return <ChangeContent {...{ context, estate, onHighlight, onPath, onReach }} />;
  if (context.url.panel === 'unread') {
    return (
      <ReadErrorsPanel
        readErrors={estate.snapshot.unread}
        missingKinds={estate.topology.missingKinds}
        messages={estate.snapshot.messages ?? NO_MESSAGES}
        onClose={() => context.setUrl({ panel: 'none' })}
        onRefresh={context.refresh}
        onCopy={context.copy}
      />
    );
  }
  if (context.url.finding)
    return (
      <OpenFinding
        context={context}
        toPortalUrl={toPortalUrl}
        entry={entries.find(({ id }) => id === context.url.finding)}
        onSelect={onSelect}
      />
    );
  if (!context.focused) return null;
  return (
    <Inspector
      topology={estate.topology}
      focused={context.focused}
      onInspect={onSelect}
      onCopy={context.copy}
      toPortalUrl={toPortalUrl}
      canAsk={estate.snapshot.source.kind !== 'file'}
      findings={context.health.visible}
      onFinding={(finding) => context.openFinding({ id: finding.id, result: finding })}
      onFocus={() => getCommand('focus-neighbourhood').run(context)}
      onRoutes={(subnet) => context.setUrl({ ...REACH_DEFAULTS, panel: 'routes', from: subnet })}
      onReach={() => getCommand('reach').run({ ...context, selected: NO_VNETS })}
      onConnect={() => getCommand(context.focused?.kind === 'peering' ? 'edit-peering' : 'connect').run(context)}
      canAskRights={estate.status.changes.mode !== 'none'}
      roleOverrides={context.roleOverrides}
    />
  );
}

interface OpenFindingProps extends Pick<SideContentProps, 'context' | 'onSelect'> {
  readonly entry: Entry | undefined;
  readonly toPortalUrl: ToPortalUrl;
}

function OpenFinding({ context, entry, toPortalUrl, onSelect }: OpenFindingProps) {
  const { topology, listedFindings } = context;
  const index = listedFindings.findIndex(({ id }) => id === entry?.id);
  return (
    <Suspense fallback={null}>
      <FindingPanel
        key={context.url.finding}
        topology={topology}
        health={context.health}
        entry={entry}
        place={index < 0 ? '' : `${formatNumber(index + 1)} of ${formatNumber(listedFindings.length)} listed`}
        onStep={(step) => getCommand(step === 1 ? 'next-finding' : 'previous-finding').run(context)}
        onClose={() => onSelect(undefined)}
        onShowOnMap={() => {
          const item = entry && affectedItem(entry.result, topology);
          if (item) context.showOnMap(item);
        }}
        toPortalUrl={toPortalUrl}
        onInspect={onSelect}
        onCopy={context.copy}
        onAddToDraft={context.addToDraft}
      />
    </Suspense>
  );
}
