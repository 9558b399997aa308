import { connectedSides, type Half, type HalfRef, hasAllHalves, isStale } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

/**
 * The half with the outdated copy of the remote address space is the one to sync; RemoteNotInSync means the other one (azure-semantics
 * §2.1).
 */
export const outOfSync = defineRule<{ half: HalfRef; missing: string[]; obsolete: string[] }>({
  code: 'VNP104',
  slug: 'out-of-sync',
  title: 'Out of sync: the remote address space changed',
  severity: 'warning',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const { from, to, half, counterpart } of connectedSides(topology)) {
      const remoteHalf = { from: to, to: from };
      if (half.sync === undefined && (!half.remoteLearned || !half.remoteCurrent))
        yield unknown(halfSubject({ from, to }), { kind: 'sync-level-missing' });
      else if (isOutOfSync(half))
        yield fail(halfSubject({ from, to }), { half: { from, to }, ...comparePrefixes(half.remoteLearned, half.remoteCurrent) });
      else yield pass(halfSubject({ from, to }));
      if (!counterpart && !hasAllHalves(topology, to) && isRemoteOutOfSync(half))
        yield fail(halfSubject(remoteHalf), { half: remoteHalf, ...comparePrefixes(half.localLearned, half.localCurrent) });
    }
  },

  explain: ({ half, missing, obsolete }, name) =>
    [
      `${name(half.from)} → ${name(half.to)} is out of sync: the address space of ${name(half.to)} has changed.`,
      missing.length > 0 && `${name(half.from)} has no route to ${missing.join(', ')} yet.`,
      obsolete.length > 0 && `It still routes ${obsolete.join(', ')}, which ${name(half.to)} no longer has.`,
    ]
      .filter(Boolean)
      .join(' '),
  remedy: ({ half }) => [{ kind: 'sync-half', ...half }],
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
