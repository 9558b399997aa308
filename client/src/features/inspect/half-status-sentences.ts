import type { AbsenceReason, HalfRef, HalfStatus, Topology } from '@peerscape/shared/topology';
import { nameOf } from '../../lib/format/names.ts';

type Sentence = (local: string, remote: string) => string;

/** Explains each half status for the two VNets, with what to do. Names stand between backticks. */
const HALF_STATUS_SENTENCES: Readonly<Record<HalfStatus, Sentence>> = {
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

/** Sentences for halves of a VNet that is not among the data, where the reason is known. */
const UNKNOWN_BY_REASON: Readonly<Partial<Record<AbsenceReason, Sentence>>> = {
  'virtual-hub': (local) =>
    `Microsoft manages \`${local}\` and this half, and nobody can be given access to them. The connection is managed on the virtual hub.`,
  'not-in-file': (local) => `\`${local}\` is not in this file, so the options of this half are unknown.`,
  'other-tenant': (local) =>
    `\`${local}\` belongs to a subscription that this sign-in does not include, so the options of this half are unknown.`,
};

/** Sentences for halves that point at a VNet that is not among the data, where the reason says more than the status. */
const REMOTE_BY_REASON: Readonly<Partial<Record<AbsenceReason, Partial<Record<HalfStatus, Sentence>>>>> = {
  'not-found': {
    disconnected: (_, remote) =>
      `\`${remote}\` was deleted: Azure returned 404. This half is left over and can be deleted; until then, Azure counts its prefixes as in use.`,
  },
  'virtual-hub': {
    connected: (local, remote) =>
      `\`${local}\` routes traffic to \`${remote}\`. A virtual hub connection manages this half; change or delete the connection on the virtual hub.`,
    disconnected: () => 'The virtual hub connection that created this half was deleted. The half is left over and can be deleted.',
  },
};

/** Explains the status of a half for its two VNets, with what to do; the reason why one of them is absent may say more than the status. */
export function halfSentence(topology: Topology, { from, to }: HalfRef, status: HalfStatus): string {
  const [ownReason, remoteReason] = [topology.ghosts.get(from)?.reason, topology.ghosts.get(to)?.reason];
  const special =
    status === 'unknown' ? ownReason && UNKNOWN_BY_REASON[ownReason] : remoteReason && REMOTE_BY_REASON[remoteReason]?.[status];
  return (special ?? HALF_STATUS_SENTENCES[status])(nameOf(topology, from), nameOf(topology, to));
}
