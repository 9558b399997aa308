import { type FactName, ORDER_FACTS, type Reason } from '@peerscape/shared/plan';

type Cause = Exclude<Reason, FactName>;

/** Reasons that are not ordering facts. A requested change needs none. */
const REASONS: Readonly<Record<Cause | 'one-write-after-the-other', string>> = {
  'asked-for': '',
  'dead-half-is-written-again': 'Rewriting a Disconnected half restores it.',
  'gateway-waits-for-its-offer': 'It is restored without remote gateways, which the remote half cannot offer yet.',
  'twin-is-made-anew': 'The remote half is deleted and recreated, which leaves this half Disconnected until it is written again.',
  'halves-do-not-see-each-other': 'Both halves exist but are not both Connected; rewriting one of them connects them.',
  'peered-prefixes-change': 'The half now peers other prefixes of the remote VNet; a sync makes it learn them.',
  'last-write-failed': 'The last update of this half failed, so the same values are sent again.',
  'one-write-after-the-other': 'The same half is written more than once, one write at a time.',
};

const hasOwnText = (reason: Reason): reason is keyof typeof REASONS => reason in REASONS;

/** Describes why a step is in the plan and at its position; empty for a requested change. */
export const describeStepReason = (reason: Reason): string =>
  hasOwnText(reason)
    ? REASONS[reason]
    : ORDER_FACTS.filter(({ name }) => name === reason)
        .map(({ description }) => description)
        .join(' ');
