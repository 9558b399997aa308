import { api, type ExternalAction, type Problem } from '@peerscape/shared/api';
import type { Topology } from '@peerscape/shared/topology';
import { type ExternalAct, type ExternalActResult, isDone, type Lesson, STOPS, type Stop, type TourState } from '@peerscape/shared/tour';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { call, toProblem } from '../../lib/server/api.ts';
import { useStoredDocument } from '../../lib/server/use-stored-document.ts';
import { moveStop, parseTourProgress, stopIndexOf, TOUR_START, type TourProgress, withAnswer, withDone } from './tour-progress.ts';

/** State of the tour at its current stop, with its actions. */
export interface Tour {
  readonly stop: Stop;
  /** Index of the stop, from 0. */
  readonly index: number;
  readonly seen: TourState;
  readonly isDone: boolean;
  readonly step: (by: 1 | -1) => void;
  /** Lets the external actor do this; only in the sandbox. */
  readonly requestExternalAction: (act: ExternalAct) => void;
  /** Resets the progress; in the sandbox also all changes. */
  readonly startOver: () => void;
  readonly isBusy: boolean;
  /** Error while saving the progress or calling the external actor. */
  readonly problem: Problem | undefined;
}

interface TourOptions {
  readonly topology: Topology;
  readonly lesson: Lesson;
  readonly isSandbox: boolean;
  /** Increases when a stored document changes. */
  readonly serial: number;
}

/** Returns the tour of the estate at its stored stop; undefined until the progress is loaded. */
export function useTour({ topology, lesson, isSandbox, serial }: TourOptions): Tour | undefined {
  const { progress, change, notice } = useStoredProgress(serial);
  const { send, isBusy, problem } = useExternalActor();
  const restart = useRestart(topology, () => change(() => TOUR_START));
  const seen = useMemo(
    (): TourState => ({ topology, lesson, answers: progress?.answers ?? {}, done: new Set(progress?.done) }),
    [topology, lesson, progress],
  );
  const at = stopIndexOf(progress ?? TOUR_START);
  const stop = STOPS[at];
  const isDoneNow = progress !== undefined && stop !== undefined && !restart.isRunning && isDone(stop, seen);
  useEffect(() => {
    if (isDoneNow && stop) change((before) => withDone(before, stop));
  }, [isDoneNow, stop, change]);
  if (!progress || !stop) return undefined;

  const ask = (act: ExternalAct) =>
    void send(act.toRequests(lesson)).then((response) => response && change((before) => withAnswer(before, act.id, response)));
  const startOver = () => {
    if (!isSandbox) change(() => TOUR_START);
    else void send([{ kind: 'start-over' }]).then((response) => response && restart.begin());
  };
  return {
    stop,
    index: at,
    seen,
    isDone: isDoneNow || seen.done.has(stop.id),
    step: (by) => change((before) => moveStop(before, by)),
    requestExternalAction: ask,
    startOver,
    isBusy: isBusy || restart.isRunning,
    problem: problem ?? notice,
  };
}

/** Loads and saves the progress of the tour. If it cannot be loaded, the tour starts at the first stop, with a notice that it is not saved. */
function useStoredProgress(serial: number) {
  const [loaded, setLoaded] = useState<TourProgress>();
  const latest = useRef<TourProgress>(undefined);
  const update = useCallback((next: TourProgress) => {
    latest.current = next;
    setLoaded(next);
  }, []);
  const onLoad = useCallback((value: unknown) => update(parseTourProgress(value)), [update]);
  const { save, notice } = useStoredDocument('tour', serial, onLoad);
  const change = useCallback(
    (by: (before: TourProgress) => TourProgress) => {
      const before = latest.current ?? TOUR_START;
      const next = by(before);
      if (next === before) return;
      update(next);
      save(next);
    },
    [update, save],
  );
  return { progress: loaded ?? (notice ? TOUR_START : undefined), change, notice };
}

function useExternalActor() {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  /** Sends the actions in order, up to the first that ARM rejects. */
  const send = async (actions: readonly ExternalAction[]): Promise<ExternalActResult | undefined> => {
    setBusy(true);
    setProblem(undefined);
    try {
      for (const action of actions) {
        const { error } = await call(api.runExternalAction, { body: action });
        if (error) return { error };
      }
      return {};
    } catch (failure) {
      setProblem(toProblem(failure));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy, problem };
}

/** Timeout for the new topology, which does not arrive if nothing had been changed. */
const RESTART_TIMEOUT_MS = 8000;

/** Tracks a restart. It ends when the topology from before is replaced, because that one would complete the first stop. */
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
    const timer = setTimeout(end, RESTART_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, [topology, before]);
  return { isRunning: before !== undefined, begin: () => setBefore(topology) };
}
