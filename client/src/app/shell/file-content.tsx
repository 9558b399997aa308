import type { ResourceKey } from '@peerscape/shared/arm';
import { nodeOf, peeringKey } from '@peerscape/shared/topology';
import { useCallback, useMemo } from 'react';
import { SourcePanel } from '../../features/files/index.ts';
import type { ReadyEstate } from '../../lib/server/use-estate.ts';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { CommandContext } from '../commands/commands.ts';
import { ChangesPanel } from '../lazy.ts';

interface FileContentProps {
  readonly context: CommandContext;
  readonly estate: ReadyEstate;
}

/** Panel of the data source. */
export function SourceContent({ context: { files, setUrl }, estate }: FileContentProps) {
  const { snapshot, topology, readAt, status } = estate;
  return (
    <SourcePanel
      snapshot={snapshot}
      topology={topology}
      readAt={readAt}
      replaced={status.replaced}
      refusal={status.filesRefused}
      store={status.store}
      files={files}
      onReadErrors={() => setUrl({ panel: 'unread' })}
      onClose={() => setUrl({ panel: 'none' })}
    />
  );
}

/** Panel of the comparison with an earlier file. */
export function ChangesContent({ context: { files, setUrl, health, topology, showOnMap }, estate: { snapshot } }: FileContentProps) {
  const { report } = health;
  const current = useMemo(() => ({ snapshot, topology, ...(report && { report }) }), [snapshot, topology, report]);
  const toShow = useCallback(
    ([first, second]: readonly ResourceKey[]) => {
      const peering = first && second ? peeringKey(first, second) : undefined;
      const item: FocusedItem | undefined =
        peering && topology.peerings.has(peering)
          ? { kind: 'peering', key: peering }
          : first && nodeOf(topology, first) && { kind: 'vnet', key: first };
      return item && (() => showOnMap(item));
    },
    [topology, showOnMap],
  );
  return (
    <ChangesPanel
      current={current}
      earlier={files.earlier}
      toShow={toShow}
      onCompare={() => files.compare()}
      onClose={() => setUrl({ panel: 'none' })}
    />
  );
}
