import type { HalfLook } from '@peerscape/shared/topology';

type Sentence = (local: string, remote: string) => string;

/** What the look of a half means for the two VNets, and what there is to do. */
export const STANDING: Readonly<Record<HalfLook, Sentence>> = {
  connected: (local, remote) => `\`${local}\` routes to \`${remote}\` directly.`,
  'out-of-sync': (local, remote) =>
    `\`${local}\` is connected but holds an old picture of the address space of \`${remote}\`. It does not route to what is new until this half is synced.`,
  'access-off': (local, remote) => `\`${local}\` routes to \`${remote}\`, but its default security rules do not let \`${remote}\` through.`,
  initiated: (local, remote) =>
    `This half waits. \`${remote}\` holds no half that points back to \`${local}\`; nothing is routed until it does.`,
  disconnected: (_, remote) =>
    `The half of \`${remote}\`, or \`${remote}\` itself, was deleted. Nothing is routed, and Azure refuses a new half on \`${remote}\` until this one is written again or deleted.`,
  missing: (local, remote) =>
    `\`${local}\` has no half for \`${remote}\`. Peering works only with both; nothing is routed until it is created.`,
  unknown: (local, remote) =>
    `You may not read \`${local}\`. The half of \`${remote}\` is connected, so this one exists; its options are not known.`,
  other: (local, remote) => `Azure reports a state for \`${local}\` → \`${remote}\` that this version of Peerscape does not know.`,
};
