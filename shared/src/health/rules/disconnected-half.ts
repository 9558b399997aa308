import { type Change, type Half, type HalfFlags, type HalfRef, sides, spaceOf, type Topology } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { fail, pass, rule } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';

/** What can be said of the VNet that a dead half points at. */
type Remote = 'exists' | 'changed' | 'unreadable';

interface Evidence {
  readonly half: HalfRef;
  readonly remote: Remote;
  readonly twinIsThere: boolean;
  readonly usesGateways: boolean;
  readonly twinFlags: Partial<HalfFlags>;
}

/** A half whose counterpart disappeared stays Disconnected until it is written or deleted (azure-semantics §2.1, rows 6 to 11). */
export const disconnectedHalf = rule<Evidence>({
  code: 'VNP102',
  slug: 'disconnected-half',
  title: 'A half is Disconnected',
  severity: 'error',
  reads: ['peerings', 'vnets', 'peeringsOf'],
  neverUnknown: 'a half says itself that it is Disconnected; only why may be hidden, and then the finding says so',

  *check(topology) {
    for (const { from, to, half, twin } of sides(topology)) {
      if (half.state !== 'Disconnected') yield pass(aboutHalf({ from, to }));
      else
        yield fail(aboutHalf({ from, to }), {
          half: { from, to },
          remote: remoteOf(topology, half),
          twinIsThere: twin !== undefined,
          usesGateways: half.useRemoteGateways,
          twinFlags: twin ? {} : usualFlags(topology, to, half),
        });
    }
  },

  explain: ({ half, remote, twinIsThere }, name) =>
    `${name(half.from)} → ${name(half.to)} is Disconnected. ${WHY[twinIsThere ? 'twin' : remote](name(half.to))}`,
  remedy: (evidence) => (evidence.remote === 'unreadable' ? [] : revival(evidence)),
  advice: ({ half }, name) =>
    `Ask the owner of ${name(half.to)} whether it still exists. If it is gone, delete the half ${name(half.from)} → ${name(half.to)}. If it exists, write this half again; then the owner creates the half back.`,
});

const WHY: Readonly<Record<Remote | 'twin', (remote: string) => string>> = {
  exists: (remote) => `${remote} exists and has no half back: that half was deleted, or ${remote} was deleted and created anew.`,
  changed: (remote) =>
    `${remote} exists with other prefixes than this half learned, so it was most likely deleted and created anew. Or all its prefixes were changed.`,
  unreadable: (remote) => `${remote} cannot be read: it was deleted, or you have no rights on it. Azure does not say which.`,
  twin: () => 'There is a half back, but the two do not belong together any more: one side was deleted and created anew.',
};

function remoteOf(topology: Topology, half: Half): Remote {
  if (!topology.vnets.has(half.to)) return 'unreadable';
  const now = spaceOf(topology, half.to);
  return !half.remoteLearned || half.remoteLearned.some((prefix) => now.includes(prefix)) ? 'exists' : 'changed';
}

/** The dead half is written first, or Azure refuses its twin with RemotePeeringIsDisconnected; remote gateways come back last. */
function revival({ half, usesGateways, twinFlags }: Evidence): Change[] {
  const back = { from: half.to, to: half.from };
  const revive: Change = { kind: 'put-half', ...half, ...(usesGateways && { flags: { useRemoteGateways: false } }) };
  const answer: Change = { kind: 'put-half', ...back, flags: usesGateways ? { ...twinFlags, allowTransit: true } : twinFlags };
  return usesGateways ? [revive, answer, { kind: 'put-half', ...half, flags: { useRemoteGateways: true } }] : [revive, answer];
}
