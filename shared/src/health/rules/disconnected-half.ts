import {
  type AbsenceReason,
  type Change,
  type Half,
  type HalfFlags,
  type HalfRef,
  hasNoGateway,
  nodeOf,
  peeredRemotePrefixes,
  STATE_NOT_GIVEN,
  sides,
  type Topology,
} from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { usualFlags } from '../usual-flags.ts';
import { halfSubject } from '../verdict-subject.ts';

/** State of the VNet that a Disconnected half points at, as far as it is known. */
type Remote = 'exists' | 'changed' | 'unreadable' | AbsenceReason;

interface Evidence {
  readonly half: HalfRef;
  readonly remote: Remote;
  /** Subscription of the remote VNet. */
  readonly remoteSubscription: string | undefined;
  readonly remoteHalfExists: boolean;
  readonly usesRemoteGateways: boolean;
  /** The remote VNet exists without a gateway or Route Server, so the half can be reconnected only without remote gateways. */
  readonly lacksRemoteGateway: boolean;
  readonly remoteHalfFlags: Partial<HalfFlags>;
}

/** A half whose counterpart was deleted stays Disconnected until it is written or deleted (azure-semantics §2.1, rows 6 to 11). */
export const disconnectedHalf = defineRule<Evidence>({
  code: 'VNP102',
  slug: 'disconnected-half',
  title: 'A half is Disconnected',
  severity: 'error',
  reads: ['peerings', 'vnets', 'ghosts', 'peeringsOf', 'attachedResources', 'missingKinds', 'missingKindsIn'],
  neverUnknown: 'Azure returns the state of every half; sources without states are tested in partial-sources.test.ts',

  *check(topology) {
    for (const { from, to, half, counterpart } of sides(topology)) {
      if (half.state === STATE_NOT_GIVEN) yield unknown(halfSubject({ from, to }), { kind: 'state-missing' });
      else if (half.state !== 'Disconnected') yield pass(halfSubject({ from, to }));
      else {
        const lacksRemoteGateway = half.useRemoteGateways && topology.vnets.has(to) && hasNoGateway(topology, to);
        yield fail(halfSubject({ from, to }), {
          half: { from, to },
          remote: remoteOf(topology, half),
          remoteSubscription: nodeOf(topology, to)?.subscriptionId,
          remoteHalfExists: counterpart !== undefined,
          usesRemoteGateways: half.useRemoteGateways,
          lacksRemoteGateway,
          remoteHalfFlags: counterpart
            ? {}
            : usualFlags(topology, to, { ...half, useRemoteGateways: half.useRemoteGateways && !lacksRemoteGateway }),
        });
      }
    }
  },

  explain: ({ half, remote, remoteHalfExists, lacksRemoteGateway }, name) =>
    [
      `${name(half.from)} → ${name(half.to)} is Disconnected.`,
      CAUSES[remoteHalfExists ? 'half-exists' : remote](name(half.from), name(half.to)),
      lacksRemoteGateway && `${name(half.to)} has no gateway, so the half can be reconnected only without remote gateways.`,
    ]
      .filter(Boolean)
      .join(' '),
  remedy: (evidence) => REMEDIES[evidence.remote]?.(evidence) ?? [],
  advice: ({ half, remote, remoteSubscription }, name) =>
    remote === 'not-in-file'
      ? `Export subscription ${remoteSubscription}, which contains ${name(half.to)}, and open both files together.`
      : `Ask the owner of ${name(half.to)} whether it still exists. If it does not, delete the half ${name(half.from)} → ${name(half.to)}. If it does, rewrite this half with its current settings; then the owner must create the half ${name(half.to)} → ${name(half.from)}.`,
});

const CAUSES: Readonly<Record<Remote | 'half-exists', (local: string, remote: string) => string>> = {
  exists: (local, remote) => `${remote} exists but has no half to ${local}: the half was deleted, or ${remote} was deleted and recreated.`,
  changed: (_, remote) =>
    `${remote} has none of the address prefixes that this half last saw. Most likely it was deleted and recreated; otherwise its whole address space was replaced.`,
  unreadable: (_, remote) =>
    `${remote} cannot be read: either it was deleted, or you do not have permission to read it. Azure does not report which.`,
  'not-in-file': (_, remote) => `${remote} is not in this file, so the reason is unknown. Its half was deleted, or ${remote} was deleted.`,
  'not-found': (_, remote) => `${remote} does not exist: Azure returned 404. The half is a leftover.`,
  'no-permission': (_, remote) =>
    `You do not have permission to read ${remote} (Microsoft.Network/virtualNetworks/read; Azure returned 403), so it is unknown whether it was deleted.`,
  'other-tenant': (_, remote) =>
    `${remote} belongs to a subscription that this sign-in does not include, so it is unknown whether it was deleted.`,
  'virtual-hub': (_, remote) =>
    `${remote} belongs to a virtual hub of Virtual WAN, which Microsoft manages. The half is a leftover of a virtual hub connection that was deleted.`,
  'half-exists': (local, remote) =>
    `The half ${remote} → ${local} exists, but the two halves no longer match: one of them, or its VNet, was deleted and recreated.`,
};

/** Changes that fix the half. A leftover is deleted; where the remote VNet may still exist, its owner has to decide. */
const REMEDIES: Readonly<Partial<Record<Remote, (evidence: Evidence) => Change[]>>> = {
  exists: reconnectChanges,
  changed: reconnectChanges,
  'not-found': ({ half }) => [{ kind: 'delete-half', ...half }],
  'virtual-hub': ({ half }) => [{ kind: 'delete-half', ...half }],
};

function remoteOf(topology: Topology, half: Half): Remote {
  if (!topology.vnets.has(half.to)) return topology.ghosts.get(half.to)?.reason ?? 'unreadable';
  const now = peeredRemotePrefixes(topology.vnets.get(half.to), half);
  return !now || !half.remoteLearned || half.remoteLearned.some((prefix) => now.includes(prefix)) ? 'exists' : 'changed';
}

/**
 * Writes the Disconnected half first, because Azure otherwise rejects its counterpart with RemotePeeringIsDisconnected. Remote gateways are
 * turned back on last, if there is a gateway.
 */
function reconnectChanges({ half, usesRemoteGateways, lacksRemoteGateway, remoteHalfFlags }: Evidence): Change[] {
  const remoteHalf = { from: half.to, to: half.from };
  const local: Change = { kind: 'put-half', ...half, ...(usesRemoteGateways && { flags: { useRemoteGateways: false } }) };
  const turnsOnAgain = usesRemoteGateways && !lacksRemoteGateway;
  const remote: Change = { kind: 'put-half', ...remoteHalf, flags: { ...remoteHalfFlags, ...(turnsOnAgain && { allowTransit: true }) } };
  return turnsOnAgain ? [local, remote, { kind: 'put-half', ...half, flags: { useRemoteGateways: true } }] : [local, remote];
}
