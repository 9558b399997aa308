import type { ResourceKey } from '../../arm/index.ts';
import { connectedPeers, formatNumber, type Half, type HalfFlags, type HalfRef, hasAllHalves } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { type Majority, spokesOf } from '../siblings.ts';
import { halfSubject, vnetSubject } from '../verdict-subject.ts';

type Flag = 'allowForwarded' | 'allowTransit';

interface Deviation extends Majority {
  readonly flag: Flag;
  /** Value that the siblings have. */
  readonly usual: boolean;
}

interface Evidence {
  readonly hub: ResourceKey;
  readonly half: HalfRef;
  readonly deviations: readonly Deviation[];
}

/** Minimum number of siblings from which a common setting is derived. */
const MIN_SIBLINGS = 5;
/** Share of siblings that may differ from a common setting; at least one always may. */
const MAX_DEVIATING_SHARE = 0.1;

/** Compares the settings that no other rule compares: access and remote gateways are covered by VNP401 and VNP304. */
export const oddOneOut = defineRule<Evidence>({
  code: 'VNP601',
  slug: 'odd-one-out',
  title: 'Settings differ from the hub’s other peerings',
  severity: 'info',
  reads: ['vnets', 'peeringsOf', 'attachedResources'],
  needs: { gateways: 'none' },

  *check(topology) {
    for (const hub of topology.vnets.keys()) {
      const spokes = spokesOf(topology, hub);
      if (spokes.length < MIN_SIBLINGS) continue;
      for (const { to, far } of connectedPeers(topology, hub))
        if (!far && !hasAllHalves(topology, to)) yield unknown(halfSubject({ from: to, to: hub }), { kind: 'half-unreadable', vnet: to });
      const hubHalves = spokes.map(({ out }) => out);
      const spokeHalves = spokes.map(({ back }) => back);
      const outliers = [...findOutliers(hubHalves, ['allowForwarded', 'allowTransit']), ...findOutliers(spokeHalves, ['allowForwarded'])];
      for (const { half, deviations } of outliers)
        yield fail(halfSubject(half), { hub, half: { from: half.from, to: half.to }, deviations });
      if (outliers.length === 0) yield pass(vnetSubject(hub));
    }
  },

  explain: ({ hub, half, deviations }, name) =>
    deviations
      .map(
        ({ flag, usual, agree, total }) =>
          `${name(half.from)} → ${name(half.to)} ${FLAG_LABELS[flag][usual ? 'off' : 'on']}. Of the ${formatNumber(total)} halves compared at ${name(hub)}, ${formatNumber(agree)} ${usual ? 'do' : 'do not'}.`,
      )
      .join(' '),
  remedy: ({ half, deviations }) => [{ kind: 'put-half', ...half, flags: flagsOf(deviations) }],
});

const FLAG_LABELS: Readonly<Record<Flag, { readonly on: string; readonly off: string }>> = {
  allowForwarded: { on: 'allows forwarded traffic', off: 'does not allow forwarded traffic' },
  allowTransit: { on: 'allows gateway transit', off: 'does not allow gateway transit' },
};

/** Returns the few halves that differ from all the others in at least one of the flags. */
function findOutliers(halves: readonly Half[], flags: readonly Flag[]): { half: Half; deviations: Deviation[] }[] {
  const norms = flags.flatMap((flag) => {
    const on = halves.filter((half) => half[flag]).length;
    const agree = Math.max(on, halves.length - on);
    const isNorm = halves.length - agree <= Math.max(1, Math.floor(halves.length * MAX_DEVIATING_SHARE));
    return isNorm ? [{ flag, usual: on * 2 > halves.length, agree, total: halves.length }] : [];
  });
  return halves
    .map((half) => ({ half, deviations: norms.filter(({ flag, usual }) => half[flag] !== usual) }))
    .filter(({ deviations }) => deviations.length > 0);
}

const flagsOf = (deviations: readonly Deviation[]): Partial<HalfFlags> =>
  Object.fromEntries(deviations.map(({ flag, usual }) => [flag, usual]));
