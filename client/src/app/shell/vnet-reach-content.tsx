import { resourceKey } from '@peerscape/shared/arm';
import { REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import { askReach } from '../commands/reach-command.ts';
import { VNetReachPanel } from '../lazy.ts';
import type { ChangeContentProps } from './change-content.tsx';

/** Renders what the VNet in the URL reaches, and what reaches it. */
export function VNetReachContent({ context, estate, onReach }: ChangeContentProps) {
  const { url, setUrl, topology } = context;
  return (
    <VNetReachPanel
      topology={topology}
      rows={estate.snapshot.rows}
      vnet={resourceKey(url.from)}
      onReach={onReach}
      onAsk={(from, to) => askReach({ setUrl }, from, to)}
      onClose={() => setUrl({ panel: 'none', ...REACH_DEFAULTS })}
    />
  );
}
