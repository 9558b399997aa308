import { Inspector } from '../features/inspect/inspector.tsx';
import { UnreadList } from '../features/status/unread-list.tsx';
import type { Selection } from '../lib/selection.ts';
import type { ReadyEstate } from '../lib/use-estate.ts';
import type { Desk } from './commands.ts';

interface SideContentProps {
  readonly desk: Desk;
  readonly estate: ReadyEstate;
  readonly onSelect: (selection: Selection | undefined) => void;
}

/** What the side panel holds: what could not be read, else the selection. */
export function SideContent({ desk, estate, onSelect }: SideContentProps) {
  if (desk.url.panel === 'unread') {
    return <UnreadList unread={estate.snapshot.unread} onClose={() => desk.setUrl({ panel: 'none' })} onRefresh={desk.refresh} />;
  }
  if (!desk.selection) return null;
  return (
    <Inspector
      topology={estate.topology}
      selection={desk.selection}
      onSelect={onSelect}
      onCopy={desk.copy}
      portalUrl={estate.status.portalUrl}
      canAsk={estate.snapshot.source.kind !== 'file'}
    />
  );
}
