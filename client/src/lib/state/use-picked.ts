import type { ResourceKey } from '@peerscape/shared/arm';
import type { Topology } from '@peerscape/shared/topology';
import { useCallback, useEffect, useMemo, useState } from 'react';

/** Picks these VNets and no others. What is not a VNet that was read is left out. */
export type SetPicked = (keys: Iterable<ResourceKey>) => void;

interface Picks {
  readonly estate: string;
  readonly keys: ReadonlySet<ResourceKey>;
}

const nameFor = (estate: string): string => `peerscape.picked.${estate}`;

/** The VNets of the topology among what was asked for; a ghost is none. */
const vnetsOf = (keys: Iterable<unknown>, { vnets }: Topology): ReadonlySet<ResourceKey> =>
  new Set([...keys].flatMap((key) => vnets.get(key as ResourceKey)?.key ?? []));

/** The VNets that are picked, for as long as this tab lives and for each estate apart; one that vanishes is picked no longer. */
export function usePicked(estate: string, topology: Topology): readonly [ReadonlySet<ResourceKey>, SetPicked] {
  const [picks, setPicks] = useState<Picks>(() => ({ estate, keys: vnetsOf(stored(estate), topology) }));
  const current = useMemo(() => standing(picks, estate, topology), [picks, estate, topology]);
  if (current !== picks) setPicks(current);
  useEffect(() => store(current), [current]);
  const setPicked = useCallback<SetPicked>((next) => setPicks({ estate, keys: vnetsOf(next, topology) }), [estate, topology]);
  return [current.keys, setPicked];
}

/** The picks as they are on that topology: the same where all of them still stand. */
function standing(picks: Picks, estate: string, topology: Topology): Picks {
  const keys = vnetsOf(picks.estate === estate ? picks.keys : stored(estate), topology);
  return picks.estate === estate && picks.keys.size === keys.size ? picks : { estate, keys };
}

/** What this tab has kept; nothing where it may not keep anything, or where what it kept is no list. */
function stored(estate: string): readonly unknown[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(nameFor(estate)) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

function store({ estate, keys }: Picks): void {
  try {
    if (keys.size > 0) sessionStorage.setItem(nameFor(estate), JSON.stringify([...keys]));
    else sessionStorage.removeItem(nameFor(estate));
  } catch {
    // storage is full or forbidden: the picks hold until the page is closed
  }
}
