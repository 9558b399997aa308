import type { Problem } from '@peerscape/shared/api';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useKeptDocument } from '../server/use-kept-document.ts';
import { forgotten, movedTo, type OwnPositions, readPositions } from './own-positions.ts';

/** Where people have put VNets; the same for everyone who works on the estate. */
export interface Positions {
  readonly own: OwnPositions;
  /** Whether it is known what is kept, or that it cannot be read. */
  readonly isRead: boolean;
  readonly move: (arrangement: string, key: string, at: { readonly x: number; readonly y: number }) => void;
  readonly forget: (arrangement: string) => void;
  /** Puts VNets back where they were before that was forgotten; undefined when nothing was, or somebody has moved one since. */
  readonly bringBack: (() => void) | undefined;
  /** Why they are not kept. */
  readonly notice: Problem | undefined;
}

/** The positions that the server keeps for the estate. */
export function useOwnPositions(serial: number): Positions {
  const [own, setOwn] = useState<OwnPositions>({});
  const [before, setBefore] = useState<OwnPositions>();
  const latest = useRef(own);
  const show = useCallback((next: OwnPositions) => {
    latest.current = next;
    setOwn(next);
    setBefore(undefined);
  }, []);
  const onLoad = useCallback((value: unknown) => show(readPositions(value)), [show]);
  const { save, isRead, notice } = useKeptDocument('positions', serial, onLoad);
  const change = useCallback(
    (next: OwnPositions) => {
      show(next);
      save(next);
    },
    [show, save],
  );
  const move = useCallback<Positions['move']>((arrangement, key, at) => change(movedTo(latest.current, arrangement, key, at)), [change]);
  const forget = useCallback(
    (arrangement: string) => {
      const all = latest.current;
      change(forgotten(all, arrangement));
      if (all[arrangement]) setBefore(all);
    },
    [change],
  );
  const bringBack = useMemo(() => before && (() => change(before)), [before, change]);
  // when somebody else moves something, it is seen to move
  const told = notice?.code === 'KeptElsewhere' ? undefined : notice;
  return useMemo(() => ({ own, isRead, move, forget, bringBack, notice: told }), [own, isRead, move, forget, bringBack, told]);
}
