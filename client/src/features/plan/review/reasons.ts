import { type FactName, ORDER_FACTS, type Reason } from '@peerscape/shared/plan';

type Cause = Exclude<Reason, FactName>;

/** Why a step is there where no fact of order says it. What was asked for needs no reason. */
const OWN: Readonly<Record<Cause | 'one-write-after-the-other', string>> = {
  'asked-for': '',
  'dead-half-is-written-again': 'A Disconnected half comes back by being written again.',
  'gateway-waits-for-its-offer': 'It comes back without the remote gateways, which its twin cannot offer yet.',
  'twin-is-made-anew': 'Its twin is deleted and created anew, which disconnects this half; writing it again brings it back.',
  'halves-do-not-see-each-other': 'Both halves are there and not both Connected; a write of one brings them together.',
  'last-write-failed': 'The last write of this half failed, so the same is written again.',
  'one-write-after-the-other': 'The same half is written more than once, one write after the other.',
};

const isOwn = (reason: Reason): reason is keyof typeof OWN => reason in OWN;

/** Why a step is there and why it stands where it stands; empty when it was simply asked for. */
export const reasonInWords = (reason: Reason): string =>
  isOwn(reason)
    ? OWN[reason]
    : ORDER_FACTS.filter(({ name }) => name === reason)
        .map(({ says }) => says)
        .join(' ');
