import { createReading, type DiffEntry, type Reading } from '@peerscape/shared/diff';
import type { EvaluatedExpectation } from '@peerscape/shared/expectations';
import { describeCoverage, EXPORT_COMMAND, type Report } from '@peerscape/shared/health';
import type { LearnedRoutes } from '@peerscape/shared/reach';
import type { Snapshot } from '@peerscape/shared/topology';
import { type Clock, formatIsoTime } from '../clock.ts';
import type { Config } from '../config.ts';
import { type NamedEstate, readSource } from '../read-source.ts';

/** The data that was read, the report of the rules, and what the options compare it with. */
export interface CheckResult {
  readonly snapshot: Snapshot;
  readonly report: Report;
  readonly baseline?: KnownFindings;
  readonly changes?: Changes;
  readonly expectations?: CheckedExpectations;
}

/** Expectations with their results. */
interface CheckedExpectations {
  /** Path of their file. */
  readonly file: string;
  readonly results: readonly EvaluatedExpectation[];
}

/** Findings of the report that are in a baseline. */
interface KnownFindings {
  /** Name of the baseline. */
  readonly name: string;
  readonly ids: ReadonlySet<string>;
}

/** Differences from an earlier reading. */
export interface Changes {
  /** Name and time of the earlier reading. */
  readonly name: string;
  readonly readAt: string;
  readonly entries: readonly DiffEntry[];
}

/** Result of a read, and the report of the rules about it. */
interface CheckedSource {
  readonly estate: NamedEstate;
  readonly reading: Reading;
}

/** Reads the source once, as a server would. Rejects with a `Failure` or a `StartFailure` when reading fails. */
export async function checkSource(source: Config['source'], clock: Clock, learned?: LearnedRoutes): Promise<CheckedSource> {
  const estate = await readSource(source, clock);
  const { name, rows, unread, messages, asOf } = estate;
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
  return { estate, reading: createReading(snapshot, learned) };
}

/** Describes the source: resource types that are missing from it, and notes of its reader. They do not affect the exit code. */
export function messagesOf({ messages = [], rows: { missingKinds = [] } }: Snapshot): readonly string[] {
  const coverage = describeCoverage(missingKinds);
  return coverage === undefined ? messages : [...messages, `${coverage} To export them: ${EXPORT_COMMAND}`];
}
