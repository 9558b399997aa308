import { selectFiles } from '../../features/files/index.ts';
import { focusReviewButton } from '../../features/plan/index.ts';
import { REACH_DEFAULTS } from '../../lib/state/url-state.ts';
import { ExpectationsPanel, ReachPanel, RoutesPanel } from '../lazy.ts';
import type { ChangeContentProps } from './change-content.tsx';

/** Renders the question of Reach in the URL, and its answer. */
export function ReachContent({ context, estate, onPath }: ChangeContentProps) {
  const { url, setUrl, topology, openItem, draft, addToDraft, copy } = context;
  return (
    <ReachPanel
      topology={topology}
      rows={estate.snapshot.rows}
      planned={draft.planned}
      question={url}
      {...sourceOf(estate)}
      onQuestion={setUrl}
      onInspect={(key) => openItem({ kind: 'vnet', key })}
      onPath={onPath}
      onCopy={copy}
      onAdd={(intents) => {
        addToDraft(intents);
        focusReviewButton();
      }}
      onClose={() => setUrl({ panel: 'none', ...REACH_DEFAULTS })}
    />
  );
}

/** Renders the expectations of a file, and whether they hold. */
export function ExpectationsContent({ context: { setUrl, expectations } }: ChangeContentProps) {
  return (
    <ExpectationsPanel
      expectations={expectations}
      onSelect={() => selectFiles(expectations.open)}
      onAsk={({ from, to, protocol, port }) =>
        setUrl({
          ...REACH_DEFAULTS,
          panel: 'reach',
          from,
          to,
          ...(protocol && { protocol }),
          ...(port !== undefined && { port: String(port) }),
        })
      }
      onClose={() => setUrl({ panel: 'none' })}
    />
  );
}

/** Renders the effective routes of the subnet in the URL. */
export function RoutesContent({ context: { url, setUrl, topology, copy }, estate }: ChangeContentProps) {
  return (
    <RoutesPanel
      topology={topology}
      subnet={url.from}
      {...sourceOf(estate)}
      onCopy={copy}
      onClose={() => setUrl({ panel: 'none', ...REACH_DEFAULTS })}
    />
  );
}

/** Returns the revision of the snapshot, and whether Azure can be asked about it. */
const sourceOf = ({ snapshot }: ChangeContentProps['estate']) => ({
  revision: snapshot.revision,
  isLive: snapshot.source.kind !== 'file',
});
