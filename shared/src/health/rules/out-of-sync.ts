import { createAddressSpaces, findPeeringConflict, type PeeringConflict } from '../../routing/index.ts';
import { connectedSides, type Half, type HalfRef, hasAllHalves, isStale } from '../../topology/index.ts';
import { describeConflict, describeSolution } from '../remedy-conflict.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly half: HalfRef;
  readonly missing: readonly string[];
  readonly obsolete: readonly string[];
  /** The overlap because of which Azure rejects the sync; undefined if it accepts it, as far as the data shows. */
  readonly conflict: PeeringConflict | undefined;
}

/**
 * The half with the outdated copy of the remote address space is the one to sync; RemoteNotInSync means the other one (azure-semantics
 * §2.1).
 */
export const outOfSync = defineRule<Evidence>({
  code: 'VNP104',
  slug: 'out-of-sync',
  title: 'Out of sync: the remote address space changed',
  severity: 'warning',
  reads: ['peerings', 'vnets', 'ghosts', 'peeringsOf'],

  *check(topology) {
    const spaces = createAddressSpaces(topology);
    for (const { from, to, half, counterpart } of connectedSides(topology)) {
      const remoteHalf = { from: to, to: from };
      if (half.sync === undefined && (!half.remoteLearned || !half.remoteCurrent))
        yield unknown(halfSubject({ from, to }), { kind: 'sync-level-missing' });
      else if (isOutOfSync(half))
        yield fail(halfSubject({ from, to }), {
          half: { from, to },
          ...comparePrefixes(half.remoteLearned, half.remoteCurrent),
          conflict: findPeeringConflict(topology, spaces, half),
        });
      else yield pass(halfSubject({ from, to }));
      if (!counterpart && !hasAllHalves(topology, to) && isRemoteOutOfSync(half))
        yield fail(halfSubject(remoteHalf), {
          half: remoteHalf,
          ...comparePrefixes(half.localLearned, half.localCurrent),
          conflict: undefined,
        });
    }
  },

  explain: ({ half, missing, obsolete, conflict }, name) =>
    [
      `${name(half.from)} → ${name(half.to)} is out of sync: the address space of ${name(half.to)} has changed.`,
      missing.length > 0 && `${name(half.from)} has no route to ${missing.join(', ')} yet.`,
      obsolete.length > 0 && `It still routes ${obsolete.join(', ')}, which ${name(half.to)} no longer has.`,
      conflict && `Azure rejects a sync: ${describeConflict(conflict, name)}.`,
    ]
      .filter(Boolean)
      .join(' '),
  remedy: ({ half, conflict }) => (conflict ? [] : [{ kind: 'sync-half', ...half }]),
  advice: ({ half, conflict }, name) =>
    conflict ? `${describeSolution(conflict, name)} Then sync ${name(half.from)} → ${name(half.to)}.` : '',
});

const isOutOfSync = (half: Half): boolean => {
  const { missing, obsolete } = comparePrefixes(half.remoteLearned, half.remoteCurrent);
  return half.sync === undefined ? missing.length + obsolete.length > 0 : isStale(half);
};

const isRemoteOutOfSync = ({ sync }: Half): boolean => sync === 'RemoteNotInSync' || sync === 'LocalAndRemoteNotInSync';

const comparePrefixes = (learned: readonly string[] = [], current: readonly string[] = learned) => ({
  missing: current.filter((prefix) => !learned.includes(prefix)),
  obsolete: learned.filter((prefix) => !current.includes(prefix)),
});
