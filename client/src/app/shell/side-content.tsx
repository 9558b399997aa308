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
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  readonly entries: readonly Entry[];
  readonly onSelect: (selection: Selection | undefined) => void;
  /** Which VNets the map shall light. */
  readonly onLit: (keys: readonly ResourceKey[]) => void;
}

/** What the side panel holds: a panel of changes, else what could not be read, else the finding that is open, else the selection. */
export function SideContent({ desk, estate, entries, onSelect, onLit }: SideContentProps) {
  if (changePanel(desk.url)) return <ChangeContent desk={desk} estate={estate} onLit={onLit} />;
  if (desk.url.panel === 'unread') {
    return (
      <UnreadList
        unread={estate.snapshot.unread}
        missingKinds={estate.topology.missingKinds}
        onClose={() => desk.setUrl({ panel: 'none' })}
        onRefresh={desk.refresh}
        onCopy={desk.copy}
      />
    );
  }
  if (desk.url.finding) return <OpenFinding desk={desk} entry={entries.find(({ id }) => id === desk.url.finding)} onSelect={onSelect} />;
  if (!desk.selection) return null;
  return (
    <Inspector
      topology={estate.topology}
      selection={desk.selection}
      onSelect={onSelect}
      onCopy={desk.copy}
      portalUrl={estate.status.portalUrl}
      canAsk={estate.snapshot.source.kind !== 'file'}
      findings={desk.health.told}
      onFinding={(finding) => desk.openFinding({ id: finding.id, of: finding })}
      onConnect={() => connectFrom(desk)}
      canAskRights={estate.status.changes.mode !== 'none'}
      said={desk.said}
    />
  );
}

/** Of a peering both ends are known; of a VNet the other is asked for. */
function connectFrom({ selection, topology, setUrl, show }: Desk): void {
  const peering = selection?.kind === 'peering' ? topology.peerings.get(selection.key) : undefined;
  if (peering) setUrl({ connect: pairText(peering) });
  else show('connect');
}

function OpenFinding({ desk, entry, onSelect }: Pick<SideContentProps, 'desk' | 'onSelect'> & { entry: Entry | undefined }) {
  const { topology, listed } = desk;
  const at = listed.findIndex(({ id }) => id === entry?.id);
  return (
    <Suspense fallback={null}>
      <FindingPanel
        key={desk.url.finding}
        topology={topology}
        health={desk.health}
        entry={entry}
        place={at < 0 ? '' : `${at + 1} of ${listed.length}`}
        onStep={(step) => commandOf(step === 1 ? 'next-finding' : 'previous-finding').run(desk)}
        onClose={() => onSelect(undefined)}
        onShowOnMap={() => {
          const selection = entry && selectionAbout(entry.of, topology);
          if (selection) desk.showOnMap(selection);
        }}
        onSelect={onSelect}
        onCopy={desk.copy}
        onPlan={desk.plan}
      />
    </Suspense>
  );
}
