import type { Problem } from '@peerscape/shared/api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useKeptDocument } from '../server/use-kept-document.ts';
import { kept } from './kept.ts';
import { activeMutes, type Mute, mutesIn, readMutes } from './mutes.ts';

/** The mutes of one estate, the same for everyone who works on it. */
export interface Mutes {
  readonly active: readonly Mute[];
  readonly add: (mute: Mute) => void;
  readonly remove: (id: string) => void;
  /** Why they are not kept, or that somebody else has changed them. */
  readonly notice: Problem | undefined;
}

const LOOK_AGAIN = 30_000;
/** Where a browser kept them before the server did; what it still holds is handed over once. */
const heldBefore = (estate: string) => kept(`mutes.${estate}`, '[]', (text) => text);

/** The mutes that the server keeps for that estate. One that has expired is forgotten with the next change. */
export function useMutes(estate: string, serial: number): Mutes {
  const [mutes, setMutes] = useState(() => readMutes(heldBefore(estate).read()));
  const latest = useRef(mutes);
  const show = useCallback((next: readonly Mute[]) => {
    latest.current = next;
    setMutes(next);
  }, []);
  const handOver = useRef<(mutes: readonly Mute[]) => void>(undefined);
  const onLoad = useCallback(
    (value: unknown) => {
      const held = readMutes(heldBefore(estate).read());
      const loaded = mutesIn(value);
      const known = new Set(loaded.map(({ id }) => id));
      const all = [...loaded, ...held.filter(({ id }) => !known.has(id))];
      show(all);
      if (held.length === 0) return;
      heldBefore(estate).write('[]');
      handOver.current?.(all);
    },
    [estate, show],
  );
  const { save, notice } = useKeptDocument('mutes', serial, onLoad);
  handOver.current = save;
  const change = useCallback(
    (by: (before: readonly Mute[]) => readonly Mute[]) => {
      show(by(activeMutes(latest.current, Date.now())));
      save(latest.current);
    },
    [show, save],
  );
  const now = useNow(LOOK_AGAIN);
  const add = useCallback((mute: Mute) => change((before) => [...before, mute]), [change]);
  const remove = useCallback((id: string) => change((before) => before.filter((mute) => mute.id !== id)), [change]);
  const ids = activeMutes(mutes, now)
    .map(({ id }) => id)
    .join('\n');
  // the list stays the same object while no mute comes or ends, so that nothing is worked out anew every half minute
  const active = useMemo(() => mutes.filter(({ id }) => ids.split('\n').includes(id)), [mutes, ids]);
  return useMemo(() => ({ active, add, remove, notice }), [active, add, remove, notice]);
}
