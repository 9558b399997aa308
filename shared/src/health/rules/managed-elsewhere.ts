import { type HalfRef, managerOf, nodeOf } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject, peeringSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly half: HalfRef;
  readonly managedBy: string;
  readonly remoteHalfManagedBy: string | undefined;
}

/** If only one half is managed by a tool, or each by another tool, a change on one side leaves the other behind. */
export const managedElsewhere = defineRule<Evidence>({
  code: 'VNP602',
  slug: 'managed-elsewhere',
  title: 'The two halves are not managed together',
  severity: 'info',
  reads: ['peerings', 'vnets', 'ghosts'],

  *check(topology) {
    for (const peering of topology.peerings.values()) {
      const { a, b, ab, ba } = peering;
      const byA = managerOf(ab, nodeOf(topology, a));
      const byB = managerOf(ba, nodeOf(topology, b));
      const ghost = [a, b].find((end) => !topology.vnets.has(end));
      if (!byA && !byB) continue;
      if (byA === byB) yield pass(peeringSubject(peering));
      else if (ghost) yield unknown(peeringSubject(peering), { kind: 'vnet-unreadable', vnet: ghost });
      else {
        if (byA) yield fail(halfSubject({ from: a, to: b }), { half: { from: a, to: b }, managedBy: byA, remoteHalfManagedBy: byB });
        if (byB) yield fail(halfSubject({ from: b, to: a }), { half: { from: b, to: a }, managedBy: byB, remoteHalfManagedBy: byA });
      }
    }
  },

  explain: ({ half, managedBy, remoteHalfManagedBy }, name) =>
    `${name(half.from)} → ${name(half.to)} is managed by ${managedBy}; ${name(half.to)} → ${name(half.from)} ${remoteHalfManagedBy ? `by ${remoteHalfManagedBy}` : 'has no known management tool'}. The next run of ${managedBy} overwrites manual changes to ${name(half.from)} → ${name(half.to)}, and its own changes are not applied to the other half.`,
  remedy: () => [],
  advice: ({ half, managedBy }, name) =>
    `Change ${name(half.from)} → ${name(half.to)} in ${managedBy}, not manually. Preferably, manage both halves with the same tool.`,
});
