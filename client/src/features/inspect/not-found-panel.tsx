import { lastName } from '@peerscape/shared/arm';
import panel from '../../ui/panel.module.css';
import { PanelHeader } from '../../ui/panel.tsx';
import type { InspectorProps } from './inspector.tsx';

/** Renders the inspector of an item that the current snapshot does not contain, for example from an old link. */
export function NotFoundPanel({ focused, onInspect }: InspectorProps) {
  const name = focused.key.split('|').map(lastName).sort().join(' – ');
  return (
    <article className={panel.panel}>
      <PanelHeader kind={focused.kind === 'vnet' ? 'VNet' : 'Peering'} title={name} onClose={() => onInspect(undefined)} />
      <div className={panel.section}>
        <p>
          Not found in this snapshot. It may have been deleted, it may be in a subscription that could not be read, or the link belongs to
          another estate.
        </p>
        <p>
          <code>{focused.key}</code>
        </p>
      </div>
    </article>
  );
}
