import type { Progress, Reading } from '@peerscape/shared/api';
import { type Clock, formatIsoTime } from '../clock.ts';
import type { ReadContext } from './estate.ts';

/** Progress of the running read, as browsers see it. */
export interface ReadProgress {
  /** Starts a read, unless one has started. */
  start(): void;
  /** Returns the callbacks of a read. What it reports after `signal` has aborted is ignored: another one may be running. */
  until(signal: AbortSignal): Required<Pick<ReadContext, 'report' | 'reportUnanswered'>>;
  /** Ends the read. */
  end(): void;
}

interface ReadProgressOptions {
  readonly clock: Clock;
  readonly stopping: AbortSignal;
  readonly onChange: (reading: Reading) => void;
  readonly onError: (error: unknown) => void;
}

const STARTING: Progress = { phase: 'Starting to read', done: 0 };
const PROGRESS_INTERVAL_MS = 100;
const UNANSWERED_INTERVAL_MS = 1000;

/**
 * Creates the progress, which calls `onChange` at most every `PROGRESS_INTERVAL_MS` within one phase. Requests are sent and answered more
 * often than that, so the time of an answer that is due is reported a second later.
 */
export function createReadProgress({ clock, stopping, onChange, onError }: ReadProgressOptions): ReadProgress {
  let reading: Reading | undefined;
  let unanswered: number | undefined;
  let isReportPending = false;
  let changedAt = 0;
  const change = (progress: Progress, since: string) => {
    const { phase, done, total } = progress;
    const unansweredSince = unanswered === undefined ? {} : { unansweredSince: formatIsoTime(unanswered) };
    reading = { phase, done, ...(total === undefined ? {} : { total }), since, ...unansweredSince };
    changedAt = clock.ticks();
    onChange(reading);
  };
  const reportLater = async () => {
    await clock.sleep(UNANSWERED_INTERVAL_MS, stopping).catch(() => undefined);
    isReportPending = false;
    if (stopping.aborted) return;
    const latest = unanswered === undefined ? undefined : formatIsoTime(unanswered);
    if (reading && reading.unansweredSince !== latest) change(reading, reading.since);
  };
  return {
    start: () => {
      if (!reading) change(STARTING, formatIsoTime(clock.now()));
    },
    until: (signal) => ({
      report: (progress) => {
        if (!reading || signal.aborted) return;
        if (progress.phase !== reading.phase || clock.ticks() - changedAt >= PROGRESS_INTERVAL_MS) change(progress, reading.since);
      },
      reportUnanswered: (since) => {
        if (signal.aborted) return;
        unanswered = since;
        if (isReportPending) return;
        isReportPending = true;
        reportLater().catch(onError);
      },
    }),
    end: () => {
      reading = undefined;
      unanswered = undefined;
    },
  };
}
