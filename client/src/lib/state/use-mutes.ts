import { type Problem, parseMuteList } from '@peerscape/shared/api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNow } from '../../ui/use-now.ts';
import { useStoredDocument } from '../server/use-stored-document.ts';
import { createPreference } from './create-preference.ts';
import { activeMutes, type Mute, parseMutes } from './mutes.ts';

/** Mutes of one estate, shared by all its users. */
export interface Mutes {
  readonly active: readonly Mute[];
  readonly add: (mute: Mute) => void;
  readonly remove: (id: string) => void;
  /** Reports that the mutes could not be saved, or were changed by another user. */
  readonly notice: Problem | undefined;
}

const EXPIRY_CHECK_MS = 30_000;
/** Mutes that an older version stored in the browser; they are moved to the server once. */
const legacyMutes = (estate: string) => createPreference(`mutes.${estate}`, '[]', (text) => text);

/** Loads and saves the mutes of the estate. Expired mutes are removed with the next change. */
export function useMutes(estate: string, serial: number): Mutes {
  const [mutes, setMutes] = useState(() => parseMutes(legacyMutes(estate).read()));
  const latest = useRef(mutes);
  const show = useCallback((next: readonly Mute[]) => {
    latest.current = next;
    setMutes(next);
  }, []);
  const migrate = useRef<(mutes: readonly Mute[]) => void>(undefined);
  const onLoad = useCallback(
    (value: unknown) => {
      const legacy = parseMutes(legacyMutes(estate).read());
      const loaded = parseMuteList(value);
      const loadedIds = new Set(loaded.map(({ id }) => id));
      const all = [...loaded, ...legacy.filter(({ id }) => !loadedIds.has(id))];
      show(all);
      if (legacy.length === 0) return;
      legacyMutes(estate).write('[]');
      migrate.current?.(all);
    },
    [estate, show],
  );
  const { save, notice } = useStoredDocument('mutes', serial, onLoad);
  migrate.current = save;
  const change = useCallback(
    (update: (before: readonly Mute[]) => readonly Mute[]) => {
      show(update(activeMutes(latest.current, Date.now())));
      save(latest.current);
    },
    [show, save],
  );
  const now = useNow(EXPIRY_CHECK_MS);
  const add = useCallback((mute: Mute) => change((before) => [...before, mute]), [change]);
  const remove = useCallback((id: string) => change((before) => before.filter((mute) => mute.id !== id)), [change]);
  const ids = activeMutes(mutes, now)
    .map(({ id }) => id)
    .join('\n');
  // Keep the same array until a mute starts or ends, so that dependent values are not recomputed every 30 seconds.
  const active = useMemo(() => mutes.filter(({ id }) => ids.split('\n').includes(id)), [mutes, ids]);
  return useMemo(() => ({ active, add, remove, notice }), [active, add, remove, notice]);
}
