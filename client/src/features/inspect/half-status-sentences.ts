import type { HalfStatus } from '@peerscape/shared/topology';

type Sentence = (local: string, remote: string) => string;

/** Explains each half status for the two VNets, with what to do. Names stand between backticks. */
export const HALF_STATUS_SENTENCES: Readonly<Record<HalfStatus, Sentence>> = {
  connected: (local, remote) => `\`${local}\` routes traffic to \`${remote}\` directly.`,
  'out-of-sync': (local, remote) =>
    `Out of sync: the address space of \`${remote}\` changed. \`${local}\` does not route to new prefixes until this half is synced.`,
  'access-off': (local, remote) =>
    `\`${local}\` has routes to \`${remote}\`, but its default security rules do not allow traffic to and from \`${remote}\`.`,
  initiated: (local, remote) =>
    `Waiting for the other side: \`${remote}\` has no peering to \`${local}\` yet. No traffic is routed until both halves exist.`,
  disconnected: (_, remote) =>
    `The half of \`${remote}\`, or \`${remote}\` itself, was deleted. No traffic is routed, and Azure rejects a new half on \`${remote}\` until this one is rewritten or deleted.`,
  missing: (local, remote) =>
    `\`${local}\` has no half to \`${remote}\`. A peering needs both halves; no traffic is routed until this one is created.`,
  unknown: (local, remote) =>
    `You do not have access to \`${local}\`. The half of \`${remote}\` is Connected, so this half exists, but its options are unknown.`,
  other: (local, remote) => `Azure reports a state for \`${local}\` → \`${remote}\` that this version of Peerscape does not know.`,
};
