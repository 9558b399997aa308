import {
  api,
  applyPositionPatches,
  compactPatches,
  type ManualPositions,
  type PositionPatch,
  type Problem,
  parsePositions,
} from '@peerscape/shared/api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { call } from '../server/api.ts';
import { type SyncProtocol, useDocumentSync } from '../server/use-document-sync.ts';
import { createMove, createMoves } from './manual-positions.ts';

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

type Patches = readonly PositionPatch[];

/** Sends patches, so that two users who move different VNets keep both moves. */
const PATCHES: SyncProtocol<Patches> = {
  merge: (earlier, later) => compactPatches([...earlier, ...later]),
  appliesToAnyVersion: true,
  send: (_name, _version, patches) => call(api.patchPositions, { body: { patches } }),
};

/** Loads and saves the manual positions of the estate. */
export function useManualPositions(serial: number): PositionsHandle {
  const [manual, setManual] = useState<ManualPositions>({});
  const [undoPatches, setUndoPatches] = useState<Patches>();
  const latest = useRef(manual);
  const show = useCallback((next: ManualPositions) => {
    latest.current = next;
    setManual(next);
    setUndoPatches(undefined);
  }, []);
  const onShow = useCallback((value: unknown, pending: Patches = []) => show(applyPositionPatches(parsePositions(value), pending)), [show]);
  const { save, isLoaded, notice } = useDocumentSync('positions', serial, PATCHES, onShow);
  const change = useCallback(
    (patches: Patches) => {
      show(applyPositionPatches(latest.current, patches));
      save(patches);
    },
    [show, save],
  );
  const move = useCallback<PositionsHandle['move']>((arrangement, key, at) => change([createMove(arrangement, key, at)]), [change]);
  const reset = useCallback(
    (arrangement: string) => {
      const undo = createMoves(latest.current, arrangement);
      change([{ layout: arrangement, reset: true }]);
      if (undo.length > 0) setUndoPatches(undo);
    },
    [change],
  );
  const undoReset = useMemo(() => undoPatches && (() => change(undoPatches)), [undoPatches, change]);
  return useMemo(
    (): PositionsHandle => ({ manual, isLoaded, move, reset, undoReset, notice }),
    [manual, isLoaded, move, reset, undoReset, notice],
  );
}
