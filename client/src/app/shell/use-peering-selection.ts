import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import { bulkPeeringActions } from '../../lib/state/bulk-peering-actions.ts';
import { changeSelection, type SelectionChange } from '../../lib/state/multi-selection.ts';
import { SELECTABLE_PEERINGS, useMultiSelection } from '../../lib/state/use-multi-selection.ts';
import type { PeeringSelection } from '../commands/peering-selection-commands.ts';

/** Returns the multi-selection of peerings of this estate, with what can be done to it. */
export function usePeeringSelection(estate: string, topology: Topology): PeeringSelection {
  const [keys, setKeys] = useMultiSelection(SELECTABLE_PEERINGS, estate, topology);
  const actions = useMemo(() => {
    const peerings = [...keys].flatMap((key) => topology.peerings.get(key) ?? []);
    return bulkPeeringActions(topology, peerings);
  }, [keys, topology]);
  return useMemo(
    () => ({
      keys,
      actions,
      change: (changed: readonly PeeringKey[], change: SelectionChange) => setKeys(changeSelection(keys, changed, change)),
      clear: () => setKeys([]),
    }),
    [keys, actions, setKeys],
  );
}
