import { coverageInWords, EXPORT_COMMAND, type Report, runRules } from '@peerscape/shared/health';
import { buildTopology, type Snapshot } from '@peerscape/shared/topology';
import { type Clock, isoTime, withDeadline } from '../clock.ts';
import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';
import { openSource } from '../open-source.ts';

/** What was read, and what the rules say about it. */
export interface Looked {
  readonly snapshot: Snapshot;
  readonly report: Report;
}

/** Reads once, as a server would, and lets the rules look at it. Fails with a `Failure` or a `StartFailure` when it cannot read. */
export async function look(source: Config['source'], clock: Clock): Promise<Looked> {
  const { reader, name } = await openSource(source, clock);
  // A part that is named as one is better than nothing: what it holds can already be wrong.
  const read = (signal: AbortSignal) => reader.read({ report: () => undefined, signal, isFirst: true });
  const { rows, unread, messages, asOf } = await withDeadline({ clock, milliseconds: DEADLINE_MS, tooLate }, read);
  const readAt = asOf ?? isoTime(clock.now());
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

/** Describes what is missing from the source as a whole, in sentences. Changes no exit code: a kind that is missing is not a failed read. */
export function messagesOf({ messages = [], rows: { missingKinds = [] } }: Snapshot): readonly string[] {
  const coverage = coverageInWords(missingKinds);
  return coverage === undefined ? messages : [...messages, `${coverage} To export them: ${EXPORT_COMMAND}`];
}

const DEADLINE_MS = 10 * 60_000;

const tooLate = () =>
  new Failure({ title: 'Reading took longer than ten minutes and was given up', status: 504, code: 'read-too-slow', detail: 'Try again' });
