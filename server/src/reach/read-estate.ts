import type { AttachedKind, ReadError, TopologyRows } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { readSource } from '../read-source.ts';
import type { ReachSource } from './arguments.ts';
import { readServer } from './read-server.ts';

/** Rows to answer questions about. */
export interface ReachEstate {
  readonly rows: TopologyRows;
  /** Types without any resource in files that count as everything there is. */
  readonly absentKinds: readonly AttachedKind[];
  /** Sentences about the source, for people. */
  readonly messages: readonly string[];
}

/**
 * Reads the rows of the source. Those of files count as the result of a query for all types: a type without any resource does not exist,
 * rather than that it was not read.
 */
export async function readEstate(source: ReachSource, clock: Clock): Promise<ReachEstate> {
  if (source.kind === 'server') {
    const { rows, unread, messages = [] } = await readServer(source.url);
    return { rows, absentKinds: [], messages: [...unread.map(describeReadError), ...messages] };
  }
  const { rows, unread, messages = [], canBeWhole = false } = await readSource(source, clock);
  const { missingKinds = [], ...whole } = rows;
  return {
    rows: canBeWhole ? whole : rows,
    absentKinds: canBeWhole ? missingKinds.filter((kind) => rows[kind].length === 0) : [],
    messages: [...unread.map(describeReadError), ...messages, ...(rows.vnets.length === 0 ? ['No virtual networks were read'] : [])],
  };
}

const describeReadError = ({ name, code, message }: ReadError): string =>
  `${name} could not be read: ${[code, message].filter(Boolean).join(': ')}`;
