import type { Address } from '../../net/index.ts';
import type { Protocol } from '../answer.ts';

/** Packet that a trace follows. */
export interface Packet {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: Protocol;
  /** Destination port; undefined for ICMP and where the question names none. */
  readonly port: number | undefined;
  /** Replies pass stateful filters that have let the first packet pass. */
  readonly isReply: boolean;
}
