import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** Selects exactly these VNets; keys of ghosts and unknown VNets are ignored. */
export type SetSelected = (keys: Iterable<ResourceKey>) => void;

interface MultiSelection {
  readonly estate: string;
  readonly keys: ReadonlySet<ResourceKey>;
}

const storageKey = (estate: string): string => `peerscape.picked.${estate}`;

/** Returns the keys that belong to VNets of the topology, without ghosts. */
const knownVNets = (keys: Iterable<unknown>, { vnets }: Topology): ReadonlySet<ResourceKey> =>
  new Set([...keys].flatMap((key) => vnets.get(key as ResourceKey)?.key ?? []));

/** Returns the selected VNets and their setter, stored per tab and estate; a VNet that disappears is deselected. */
export function useMultiSelection(estate: string, topology: Topology): readonly [ReadonlySet<ResourceKey>, SetSelected] {
  const [selection, setSelection] = useState<MultiSelection>(() => ({ estate, keys: knownVNets(readStored(estate), topology) }));
  const current = useMemo(() => prune(selection, estate, topology), [selection, estate, topology]);
  if (current !== selection) setSelection(current);
  useEffect(() => store(current), [current]);
  const setSelected = useCallback<SetSelected>((next) => setSelection({ estate, keys: knownVNets(next, topology) }), [estate, topology]);
  return [current.keys, setSelected];
}

/** Drops VNets that the topology no longer has; returns the same object when nothing changes. */
function prune(selection: MultiSelection, estate: string, topology: Topology): MultiSelection {
  const keys = knownVNets(selection.estate === estate ? selection.keys : readStored(estate), topology);
  return selection.estate === estate && selection.keys.size === keys.size ? selection : { estate, keys };
}

/** Returns the stored selection of this tab; empty when storage is blocked or its content is invalid. */
function readStored(estate: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(storageKey(estate)) ?? '[]');
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function store({ estate, keys }: MultiSelection): void {
  try {
    if (keys.size > 0) sessionStorage.setItem(storageKey(estate), JSON.stringify([...keys]));
    else sessionStorage.removeItem(storageKey(estate));
  } catch {
    // Storage is full or blocked: the selection is lost when the page closes.
  }
}
