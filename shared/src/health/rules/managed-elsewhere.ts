import { type HalfRef, nodeOf } from '../../topology/index.ts';
import { aboutHalf, aboutPeering } from '../about.ts';
import { managerOf } from '../managers.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly half: HalfRef;
  readonly by: string;
  readonly otherBy: string | undefined;
}

/** When one half is kept by a tool and the other is not, each change on one side leaves the other behind. */
export const managedElsewhere = rule<Evidence>({
  code: 'VNP602',
  slug: 'managed-elsewhere',
  title: 'One half is managed elsewhere',
  severity: 'info',
  reads: ['peerings', 'vnets', 'ghosts'],

  *check(topology) {
    for (const peering of topology.peerings.values()) {
      const { a, b, ab, ba } = peering;
      const byA = managerOf(ab, nodeOf(topology, a));
      const byB = managerOf(ba, nodeOf(topology, b));
      const ghost = [a, b].find((end) => !topology.vnets.has(end));
      if (!byA && !byB) continue;
      if (byA === byB) yield pass(aboutPeering(peering));
      else if (ghost) yield unknown(aboutPeering(peering), { kind: 'vnet-unread', vnet: ghost });
      else {
        if (byA) yield fail(aboutHalf({ from: a, to: b }), { half: { from: a, to: b }, by: byA, otherBy: byB });
        if (byB) yield fail(aboutHalf({ from: b, to: a }), { half: { from: b, to: a }, by: byB, otherBy: byA });
      }
    }
  },

  explain: ({ half, by, otherBy }, name) =>
    `${name(half.from)} is kept by ${by}, ${name(half.to)} by ${otherBy ?? 'no tool that its tags name'}. What is changed by hand on ${name(half.from)} → ${name(half.to)} is undone by the next run, and what the run changes, the other half does not follow.`,
  remedy: () => [],
  advice: ({ half, by }, name) => `Change ${name(half.from)} → ${name(half.to)} in ${by}, not by hand. Best let one tool keep both halves.`,
});
