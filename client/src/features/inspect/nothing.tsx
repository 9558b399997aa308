import { lastName } from '@peerscape/shared/arm';
import panel from '../../ui/panel.module.css';
import { PanelHead } from '../../ui/panel.tsx';
import css from './inspect.module.css';
import type { InspectorProps } from './inspector.tsx';

/** Renders the inspector of an item that the current snapshot does not contain, for example from an old link. */
export function Nothing({ selection, onSelect }: InspectorProps) {
  const name = selection.key.split('|').map(lastName).join(' – ');
  return (
    <article className={panel.panel}>
      <PanelHead kind={selection.kind === 'vnet' ? 'VNet' : 'Peering'} title={name} onClose={() => onSelect(undefined)} />
      <div className={css.section}>
        <p>
          Not found in this snapshot. It may have been deleted, it may be in a subscription that could not be read, or the link belongs to
          another estate.
        </p>
        <p className={css.id}>
          <code>{selection.key}</code>
        </p>
      </div>
    </article>
  );
}
