import type { ReadError } from '@peerscape/shared/topology';
import type { Clock } from '../clock.ts';
import { readSource } from '../read-source.ts';
import type { Estate } from '../work/estate.ts';
import type { ReachSource } from './arguments.ts';
import { readServer } from './read-server.ts';

/** Rows to answer from. */
export type ReachEstate = Pick<Estate, 'rows' | 'canBeWhole'>;

/** Reads the rows of the source, with sentences about the source for people. */
export async function readEstate(source: ReachSource, clock: Clock): Promise<ReachEstate & { readonly messages: readonly string[] }> {
  const estate = source.kind === 'server' ? await readServer(source.url) : await readSource(source, clock);
  const { unread, messages = [] } = estate;
  const empty = estate.rows.vnets.length === 0 ? ['No virtual networks were read'] : [];
  return { ...estate, messages: [...unread.map(describeReadError), ...messages, ...empty] };
}

const describeReadError = ({ name, code, message }: ReadError): string =>
  `${name} could not be read: ${[code, message].filter(Boolean).join(': ')}`;
