import { describeCoverage, EXPORT_COMMAND, type Report, runRules } from '@peerscape/shared/health';
import { buildTopology, type Snapshot } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime, withDeadline } from '../clock.ts';
import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';
import { openSource } from '../open-source.ts';

/** The data that was read, and the report of the rules. */
export interface CheckResult {
  readonly snapshot: Snapshot;
  readonly report: Report;
}

/** Reads the source once, as a server would, and runs the rules. Rejects with a `Failure` or a `StartFailure` when reading fails. */
export async function checkSource(source: Config['source'], clock: Clock): Promise<CheckResult> {
  const { reader, name } = await openSource(source, clock);
  // A partial read is accepted, because it can already contain faults.
  const read = (signal: AbortSignal) => reader.read({ report: () => undefined, signal, isFirst: true });
  const { rows, unread, messages, asOf } = await withDeadline({ clock, milliseconds: DEADLINE_MS, createTimeoutError: tooLate }, read);
  const readAt = asOf ?? formatIsoTime(clock.now());
  const snapshot: Snapshot = {
    format: 1,
    revision: 1,
    readAt,
    source: { kind: source.kind, name },
    unread,
    ...(messages && { messages }),
    rows,
  };
  return { snapshot, report: runRules(buildTopology(rows)) };
}

/** Describes the source: resource types that are missing from it, and notes of its reader. They do not affect the exit code. */
export function messagesOf({ messages = [], rows: { missingKinds = [] } }: Snapshot): readonly string[] {
  const coverage = describeCoverage(missingKinds);
  return coverage === undefined ? messages : [...messages, `${coverage} To export them: ${EXPORT_COMMAND}`];
}

const DEADLINE_MS = 10 * 60_000;

const tooLate = () => new Failure('read-too-slow', { title: 'Reading timed out after 10 minutes', detail: 'Try again' });
