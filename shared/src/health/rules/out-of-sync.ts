import { connectedSides, type Half, type HalfRef, isStale } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

/** The half that holds an old picture of its remote is the one to sync; RemoteNotInSync says that it is the other one (azure-semantics §2.1). */
export const outOfSync = rule<{ half: HalfRef; missing: string[]; obsolete: string[] }>({
  code: 'VNP104',
  slug: 'out-of-sync',
  title: 'A half has not learned its remote’s current prefixes',
  severity: 'warning',
  reads: ['peerings', 'vnets'],

  *check(topology) {
    for (const { from, to, half, twin } of connectedSides(topology)) {
      const back = { from: to, to: from };
      if (half.sync === undefined && (!half.remoteLearned || !half.remoteCurrent))
        yield unknown(aboutHalf({ from, to }), { kind: 'sync-unsaid' });
      else if (holdsOldPicture(half))
        yield fail(aboutHalf({ from, to }), { half: { from, to }, ...changed(half.remoteLearned, half.remoteCurrent) });
      else yield pass(aboutHalf({ from, to }));
      if (!twin && !topology.vnets.has(to) && remoteIsOld(half))
        yield fail(aboutHalf(back), { half: back, ...changed(half.localLearned, half.localCurrent) });
    }
  },

  explain: ({ half, missing, obsolete }, name) =>
    [
      `${name(half.from)} → ${name(half.to)} holds an old picture of ${name(half.to)}.`,
      missing.length > 0 && `It has not learned ${missing.join(', ')}, so ${name(half.from)} has no route there.`,
      obsolete.length > 0 && `It still routes ${obsolete.join(', ')}, which ${name(half.to)} no longer has.`,
    ]
      .filter(Boolean)
      .join(' '),
  remedy: ({ half }) => [{ kind: 'sync-half', ...half }],
});

const holdsOldPicture = (half: Half): boolean => {
  const { missing, obsolete } = changed(half.remoteLearned, half.remoteCurrent);
  return half.sync === undefined ? missing.length + obsolete.length > 0 : isStale(half);
};

const remoteIsOld = ({ sync }: Half): boolean => sync === 'RemoteNotInSync' || sync === 'LocalAndRemoteNotInSync';

const changed = (learned: readonly string[] = [], current: readonly string[] = learned) => ({
  missing: current.filter((prefix) => !learned.includes(prefix)),
  obsolete: learned.filter((prefix) => !current.includes(prefix)),
});
