import { type Change, type Half, type HalfFlags, type HalfRef, sides, spaceOf, type Topology } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { fail, pass, rule } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';

/** State of the VNet that a Disconnected half points at, as far as it is known. */
type Remote = 'exists' | 'changed' | 'unreadable';

interface Evidence {
  readonly half: HalfRef;
  readonly remote: Remote;
  readonly remoteHalfExists: boolean;
  readonly usesRemoteGateways: boolean;
  readonly remoteHalfFlags: Partial<HalfFlags>;
}

/** A half whose counterpart was deleted stays Disconnected until it is written or deleted (azure-semantics §2.1, rows 6 to 11). */
export const disconnectedHalf = rule<Evidence>({
  code: 'VNP102',
  slug: 'disconnected-half',
  title: 'A half is Disconnected',
  severity: 'error',
  reads: ['peerings', 'vnets', 'peeringsOf'],
  neverUnknown: 'the half itself reports that it is Disconnected; if the cause is unknown, the finding says so',

  *check(topology) {
    for (const { from, to, half, twin } of sides(topology)) {
      if (half.state !== 'Disconnected') yield pass(aboutHalf({ from, to }));
      else
        yield fail(aboutHalf({ from, to }), {
          half: { from, to },
          remote: remoteOf(topology, half),
          remoteHalfExists: twin !== undefined,
          usesRemoteGateways: half.useRemoteGateways,
          remoteHalfFlags: twin ? {} : usualFlags(topology, to, half),
        });
    }
  },

  explain: ({ half, remote, remoteHalfExists }, name) =>
    `${name(half.from)} → ${name(half.to)} is Disconnected. ${CAUSES[remoteHalfExists ? 'half-exists' : remote](name(half.from), name(half.to))}`,
  remedy: (evidence) => (evidence.remote === 'unreadable' ? [] : reconnectChanges(evidence)),
  advice: ({ half }, name) =>
    `Ask the owner of ${name(half.to)} whether it still exists. If it does not, delete the half ${name(half.from)} → ${name(half.to)}. If it does, write this half again without changes; then the owner must create the half ${name(half.to)} → ${name(half.from)}.`,
});

const CAUSES: Readonly<Record<Remote | 'half-exists', (local: string, remote: string) => string>> = {
  exists: (local, remote) => `${remote} exists but has no half to ${local}: the half was deleted, or ${remote} was deleted and recreated.`,
  changed: (_, remote) =>
    `${remote} has none of the address prefixes that this half last saw. Most likely it was deleted and recreated; otherwise its whole address space was replaced.`,
  unreadable: (_, remote) =>
    `${remote} cannot be read: either it was deleted, or you do not have permission to read it. Azure does not report which.`,
  'half-exists': (local, remote) =>
    `The half ${remote} → ${local} exists, but the two halves no longer match: one of them, or its VNet, was deleted and recreated.`,
};

function remoteOf(topology: Topology, half: Half): Remote {
  if (!topology.vnets.has(half.to)) return 'unreadable';
  const now = spaceOf(topology, half.to);
  return !half.remoteLearned || half.remoteLearned.some((prefix) => now.includes(prefix)) ? 'exists' : 'changed';
}

/**
 * Writes the Disconnected half first, because Azure otherwise rejects its counterpart with RemotePeeringIsDisconnected. Remote gateways are
 * turned back on last.
 */
function reconnectChanges({ half, usesRemoteGateways, remoteHalfFlags }: Evidence): Change[] {
  const remoteHalf = { from: half.to, to: half.from };
  const local: Change = { kind: 'put-half', ...half, ...(usesRemoteGateways && { flags: { useRemoteGateways: false } }) };
  const flags = usesRemoteGateways ? { ...remoteHalfFlags, allowTransit: true } : remoteHalfFlags;
  const remote: Change = { kind: 'put-half', ...remoteHalf, flags };
  return usesRemoteGateways ? [local, remote, { kind: 'put-half', ...half, flags: { useRemoteGateways: true } }] : [local, remote];
}
