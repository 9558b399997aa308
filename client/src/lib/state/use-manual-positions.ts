import type { Problem } from '@peerscape/shared/api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { CHANGED_ELSEWHERE } from '../server/use-document-sync.ts';
import { useStoredDocument } from '../server/use-stored-document.ts';
import { clearPositions, type ManualPositions, parsePositions, setPosition } from './manual-positions.ts';

/** Manual positions of the estate, shared by all its users. */
export interface PositionsHandle {
  readonly manual: ManualPositions;
  /** True once the saved positions have been loaded or failed to load. */
  readonly isLoaded: boolean;
  readonly move: (arrangement: string, key: string, at: { readonly x: number; readonly y: number }) => void;
  readonly reset: (arrangement: string) => void;
  /** Undoes the last reset; undefined when there is none, or a VNet has been moved since. */
  readonly undoReset: (() => void) | undefined;
  /** Reports that the positions could not be saved. */
  readonly notice: Problem | undefined;
}

/** Loads and saves the manual positions of the estate. */
export function useManualPositions(serial: number): PositionsHandle {
  const [manual, setManual] = useState<ManualPositions>({});
  const [before, setBefore] = useState<ManualPositions>();
  const latest = useRef(manual);
  const show = useCallback((next: ManualPositions) => {
    latest.current = next;
    setManual(next);
    setBefore(undefined);
  }, []);
  const onLoad = useCallback((value: unknown) => show(parsePositions(value)), [show]);
  const { save, isLoaded, notice } = useStoredDocument('positions', serial, onLoad);
  const change = useCallback(
    (next: ManualPositions) => {
      show(next);
      save(next);
    },
    [show, save],
  );
  const move = useCallback<PositionsHandle['move']>(
    (arrangement, key, at) => change(setPosition(latest.current, arrangement, key, at)),
    [change],
  );
  const reset = useCallback(
    (arrangement: string) => {
      const all = latest.current;
      change(clearPositions(all, arrangement));
      if (all[arrangement]) setBefore(all);
    },
    [change],
  );
  const undoReset = useMemo(() => before && (() => change(before)), [before, change]);
  // A move by another user is visible on the map and needs no notice.
  const shownNotice = notice?.code === CHANGED_ELSEWHERE ? undefined : notice;
  return useMemo(
    (): PositionsHandle => ({ manual, isLoaded, move, reset, undoReset, notice: shownNotice }),
    [manual, isLoaded, move, reset, undoReset, shownNotice],
  );
}
