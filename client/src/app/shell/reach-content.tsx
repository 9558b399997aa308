import { REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import { ReachPanel } from '../lazy.ts';
import type { ChangeContentProps } from './change-content.tsx';

/** Renders the question of Reach in the URL, and its answer. */
export function ReachContent({ context, onPath }: ChangeContentProps) {
  const { url, setUrl, topology, openItem } = context;
  return (
    <ReachPanel
      topology={topology}
      question={url}
      onQuestion={setUrl}
      onInspect={(key) => openItem({ kind: 'vnet', key })}
      onPath={onPath}
      onClose={() => setUrl({ panel: 'none', ...REACH_DEFAULTS })}
    />
  );
}
