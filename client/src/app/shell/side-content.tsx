import type { ResourceKey } from '@peerscape/shared/arm';
import { Suspense } from 'react';
import type { Entry } from '../../features/health/index.ts';
import { Inspector } from '../../features/inspect/index.ts';
import { UnreadList } from '../../features/status/index.ts';
import { pairText } from '../../lib/format/pair-text.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import { selectionAbout } from '../../lib/state/findings.ts';
import type { Selection } from '../../lib/state/selection.ts';
import { commandOf, type Desk } from '../commands/commands.ts';
import { FindingPanel } from '../lazy.ts';
import { ChangeContent, changePanel } from './change-content.tsx';

interface SideContentProps {
  readonly context: Desk;
  readonly estate: ReadyEstate;
  readonly entries: readonly Entry[];
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Receives the VNets for the map to highlight. */
  readonly onLit: (keys: readonly ResourceKey[]) => void;
}

/** Content of the side panel, in order of precedence: change panel, read errors, open finding, focused item. */
export function SideContent({ context, estate, entries, onSelect, onLit }: SideContentProps) {
  if (changePanel(context.url)) return <ChangeContent context={context} estate={estate} onLit={onLit} />;
  if (context.url.panel === 'unread') {
    return (
      <UnreadList
        unread={estate.snapshot.unread}
        missingKinds={estate.topology.missingKinds}
        onClose={() => context.setUrl({ panel: 'none' })}
        onRefresh={context.refresh}
        onCopy={context.copy}
      />
    );
  }
  if (context.url.finding)
    return <OpenFinding context={context} entry={entries.find(({ id }) => id === context.url.finding)} onSelect={onSelect} />;
  if (!context.selection) return null;
  return (
    <Inspector
      topology={estate.topology}
      selection={context.selection}
      onSelect={onSelect}
      onCopy={context.copy}
      portalUrl={estate.status.portalUrl}
      canAsk={estate.snapshot.source.kind !== 'file'}
      findings={context.health.told}
      onFinding={(finding) => context.openFinding({ id: finding.id, of: finding })}
      onConnect={() => connectFrom(context)}
      canAskRights={estate.status.changes.mode !== 'none'}
      said={context.said}
    />
  );
}

/** Opens the connect sheet for the focused peering, or else the picker for the other VNet. */
function connectFrom({ selection, topology, setUrl, show }: Desk): void {
  const peering = selection?.kind === 'peering' ? topology.peerings.get(selection.key) : undefined;
  if (peering) setUrl({ connect: pairText(peering) });
  else show('connect');
}

function OpenFinding({ context, entry, onSelect }: Pick<SideContentProps, 'context' | 'onSelect'> & { entry: Entry | undefined }) {
  const { topology, listed } = context;
  const index = listed.findIndex(({ id }) => id === entry?.id);
  return (
    <Suspense fallback={null}>
      <FindingPanel
        key={context.url.finding}
        topology={topology}
        health={context.health}
        entry={entry}
        place={index < 0 ? '' : `${index + 1} of ${listed.length}`}
        onStep={(step) => commandOf(step === 1 ? 'next-finding' : 'previous-finding').run(context)}
        onClose={() => onSelect(undefined)}
        onShowOnMap={() => {
          const selection = entry && selectionAbout(entry.of, topology);
          if (selection) context.showOnMap(selection);
        }}
        onSelect={onSelect}
        onCopy={context.copy}
        onPlan={context.plan}
      />
    </Suspense>
  );
}
