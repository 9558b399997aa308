import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey, Topology } from '@peerscape/shared/topology';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { readFromTab, storeInTab } from './tab-storage.ts';

/** Kind of items that can be selected. */
interface Selectable<K extends string> {
  /** Name under which the selection is stored. */
  readonly name: string;
  readonly keysOf: (topology: Topology) => { readonly has: (key: K) => boolean };
}

/** VNets can be selected, but not ghosts. */
export const SELECTABLE_VNETS: Selectable<ResourceKey> = { name: 'picked', keysOf: ({ vnets }) => vnets };
export const SELECTABLE_PEERINGS: Selectable<PeeringKey> = { name: 'picked-peerings', keysOf: ({ peerings }) => peerings };

/** Selects exactly these items; keys of others are ignored. */
export type SetSelected<K extends string> = (keys: Iterable<K>) => void;

interface MultiSelection<K extends string> {
  readonly estate: string;
  readonly keys: ReadonlySet<K>;
}

/** Returns the selected items and their setter, stored per tab and estate; an item that disappears is deselected. */
export function useMultiSelection<K extends string>(
  selectable: Selectable<K>,
  estate: string,
  topology: Topology,
): readonly [ReadonlySet<K>, SetSelected<K>] {
  const [selection, setSelection] = useState<MultiSelection<K>>(() => readSelection(selectable, estate, topology));
  const current = useMemo(() => prune(selectable, selection, estate, topology), [selectable, selection, estate, topology]);
  if (current !== selection) setSelection(current);
  useEffect(() => store(selectable, current), [selectable, current]);
  const setSelected = useCallback<SetSelected<K>>(
    (keys) => setSelection({ estate, keys: knownKeys(selectable, keys, topology) }),
    [selectable, estate, topology],
  );
  return [current.keys, setSelected];
}

/** Returns the keys of items that the topology has. */
function knownKeys<K extends string>({ keysOf }: Selectable<K>, keys: Iterable<unknown>, topology: Topology): ReadonlySet<K> {
  const known = keysOf(topology);
  return new Set([...keys].filter((key): key is K => known.has(key as K)));
}

/** Drops items that the topology no longer has; returns the same object when nothing changes. */
function prune<K extends string>(
  selectable: Selectable<K>,
  selection: MultiSelection<K>,
  estate: string,
  topology: Topology,
): MultiSelection<K> {
  if (selection.estate !== estate) return readSelection(selectable, estate, topology);
  const keys = knownKeys(selectable, selection.keys, topology);
  return selection.keys.size === keys.size ? selection : { estate, keys };
}

const storageKey = ({ name }: Selectable<never>, estate: string): string => `peerscape.${name}.${estate}`;

/** Returns the stored selection of this tab; empty when storage is blocked or its content is invalid. */
function readSelection<K extends string>(selectable: Selectable<K>, estate: string, topology: Topology): MultiSelection<K> {
  return { estate, keys: knownKeys(selectable, readStored(storageKey(selectable, estate)), topology) };
}

function readStored(key: string): readonly unknown[] {
  const value = readFromTab(key);
  return Array.isArray(value) ? value : [];
}

const store = <K extends string>(selectable: Selectable<K>, { estate, keys }: MultiSelection<K>): void =>
  storeInTab(storageKey(selectable, estate), keys.size > 0 ? [...keys] : undefined);
