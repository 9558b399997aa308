import { api, type ColleagueWish, type Problem } from '@peerscape/shared/api';
import type { Topology } from '@peerscape/shared/topology';
import { type ColleagueAct, isDone, type Lesson, type Seen, STOPS, type Stop } from '@peerscape/shared/tour';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, problemFrom } from '../../lib/server/api.ts';
import { useKeptDocument } from '../../lib/server/use-kept-document.ts';
import { moved, placeIn, START, stopAt, type TourPlace, withAnswer, withDone } from './place.ts';

/** The tour at one stop, and what can be done there. */
export interface Tour {
  readonly stop: Stop;
  /** From 0. */
  readonly at: number;
  readonly seen: Seen;
  readonly isDone: boolean;
  readonly step: (by: 1 | -1) => void;
  /** Has a colleague do it, who is there in the sandbox only. */
  readonly ask: (act: ColleagueAct) => void;
  /** Forgets how far the tour is; in the sandbox also what was changed there. */
  readonly startOver: () => void;
  readonly isBusy: boolean;
  /** What went wrong with keeping or asking. */
  readonly problem: Problem | undefined;
}

interface TourParts {
  readonly topology: Topology;
  readonly lesson: Lesson;
  readonly isSandbox: boolean;
  /** Moves when a kept document does. */
  readonly serial: number;
}

/** The tour of the estate, where it was left; nothing before that is known. */
export function useTour({ topology, lesson, isSandbox, serial }: TourParts): Tour | undefined {
  const { place, change, notice } = useKeptPlace(serial);
  const { ask: send, isBusy, problem } = useColleague();
  const again = useRestart(topology, () => change(() => START));
  const seen = useMemo(
    (): Seen => ({ topology, lesson, answers: place?.answers ?? {}, done: new Set(place?.done) }),
    [topology, lesson, place],
  );
  const at = stopAt(place ?? START);
  const stop = STOPS[at];
  const isNow = place !== undefined && stop !== undefined && !again.isUnderWay && isDone(stop, seen);
  useEffect(() => {
    if (isNow && stop) change((before) => withDone(before, stop));
  }, [isNow, stop, change]);
  if (!place || !stop) return undefined;

  const ask = (act: ColleagueAct) =>
    void send(act.sends(lesson)).then((answer) => answer && change((before) => withAnswer(before, act.id, answer)));
  const startOver = () => {
    if (!isSandbox) change(() => START);
    else void send({ kind: 'start-over' }).then((answer) => answer && again.begin());
  };
  return {
    stop,
    at,
    seen,
    isDone: isNow || seen.done.has(stop.id),
    step: (by) => change((before) => moved(before, by)),
    ask,
    startOver,
    isBusy: isBusy || again.isUnderWay,
    problem: problem ?? notice,
  };
}

/** The place that the server keeps; where it cannot be had, the tour begins, and is told not to be kept. */
function useKeptPlace(serial: number) {
  const [loaded, setPlace] = useState<TourPlace>();
  const latest = useRef<TourPlace>(undefined);
  const show = useCallback((next: TourPlace) => {
    latest.current = next;
    setPlace(next);
  }, []);
  const onLoad = useCallback((value: unknown) => show(placeIn(value)), [show]);
  const { save, notice } = useKeptDocument('tour', serial, onLoad);
  const change = useCallback(
    (by: (before: TourPlace) => TourPlace) => {
      const before = latest.current ?? START;
      const next = by(before);
      if (next === before) return;
      show(next);
      save(next);
    },
    [show, save],
  );
  return { place: loaded ?? (notice ? START : undefined), change, notice };
}

function useColleague() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const ask = async (wish: ColleagueWish) => {
    setBusy(true);
    try {
      const { error } = await call(api.askColleague, { body: wish });
      setProblem(undefined);
      return error ? { error } : {};
    } catch (failure) {
      setProblem(problemFrom(failure));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { ask, isBusy, problem };
}

/** Where nothing had been changed, no other topology comes. */
const LONG_ENOUGH_MS = 8000;

/** Starting over is done when what was there before is no longer shown: it would tick the first stop. */
function useRestart(topology: Topology, onDone: () => void) {
  const [before, setBefore] = useState<Topology>();
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => {
    if (!before) return;
    const end = () => {
      setBefore(undefined);
      done.current();
    };
    if (topology !== before) return end();
    const timer = setTimeout(end, LONG_ENOUGH_MS);
    return () => clearTimeout(timer);
  }, [topology, before]);
  return { isUnderWay: before !== undefined, begin: () => setBefore(topology) };
}
