import { useCallback, useMemo, useState } from 'react';
import { kept } from './kept.ts';
import { activeMutes, type Mute, readMutes } from './mutes.ts';
import { useNow } from './use-now.ts';

/** The mutes of one estate in this browser. */
export interface Mutes {
  readonly active: readonly Mute[];
  readonly add: (mute: Mute) => void;
  readonly remove: (id: string) => void;
}

const LOOK_AGAIN = 30_000;
const keptFor = (estate: string) => kept(`mutes.${estate}`, '[]', (text) => text);

/** The mutes kept for that estate. One that has expired is forgotten with the next change. */
export function useMutes(estate: string): Mutes {
  const [held, setHeld] = useState(() => ({ estate, mutes: readMutes(keptFor(estate).read()) }));
  const mutes = held.estate === estate ? held.mutes : readMutes(keptFor(estate).read());
  const now = useNow(LOOK_AGAIN);
  const write = useCallback(
    (change: (before: readonly Mute[]) => readonly Mute[]) => {
      const next = change(activeMutes(readMutes(keptFor(estate).read()), Date.now()));
      keptFor(estate).write(JSON.stringify(next));
      setHeld({ estate, mutes: next });
    },
    [estate],
  );
  const add = useCallback((mute: Mute) => write((before) => [...before, mute]), [write]);
  const remove = useCallback((id: string) => write((before) => before.filter((mute) => mute.id !== id)), [write]);
  const ids = activeMutes(mutes, now)
    .map(({ id }) => id)
    .join('\n');
  // the list stays the same object while no mute comes or ends, so that nothing is worked out anew every half minute
  const active = useMemo(() => mutes.filter(({ id }) => ids.split('\n').includes(id)), [mutes, ids]);
  return useMemo(() => ({ active, add, remove }), [active, add, remove]);
}
