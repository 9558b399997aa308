import { type Clock, withDeadline } from './clock.ts';
import type { Config } from './config.ts';
import { Failure } from './failure.ts';
import { openSource } from './open-source.ts';
import type { Estate } from './work/estate.ts';

/** Result of one read, with the display name of the source. */
export interface NamedEstate extends Estate {
  readonly name: string;
}

/** Reads the source once, as a server would. Rejects with a `Failure` or a `StartFailure` when reading fails. */
export async function readSource(source: Config['source'], clock: Clock): Promise<NamedEstate> {
  const { reader, name } = await openSource(source, clock);
  // A partial read is accepted, because it can already contain faults.
  const read = (signal: AbortSignal) => reader.read({ report: () => undefined, signal, isFirst: true });
  return { ...(await withDeadline({ clock, milliseconds: DEADLINE_MS, createTimeoutError: tooLate }, read)), name };
}

const DEADLINE_MS = 10 * 60_000;

const tooLate = () => new Failure('read-too-slow', { title: 'Reading timed out after 10 minutes', detail: 'Try again' });
