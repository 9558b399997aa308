import type { ResourceKey } from '../../arm/index.ts';
import { connectedPeers, type Half, type HalfFlags, type HalfRef } from '../../topology/index.ts';
import { aboutHalf, aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';
import { type Majority, type Spoke, spokesOf } from '../siblings.ts';

type Flag = 'allowForwarded' | 'allowTransit';

interface Deviation extends Majority {
  readonly flag: Flag;
  /** What the siblings have. */
  readonly usual: boolean;
}

interface Evidence {
  readonly hub: ResourceKey;
  readonly half: HalfRef;
  readonly deviations: readonly Deviation[];
}

/** Fewer siblings than this make no custom. */
const FEWEST = 5;
/** Of that many siblings, one may differ; of more, one in ten. */
const SHARE = 0.1;

/** Access and remote gateways have rules of their own (VNP401, VNP304); here are the settings that nothing else compares. */
export const oddOneOut = rule<Evidence>({
  code: 'VNP601',
  slug: 'odd-one-out',
  title: 'A half is set up unlike its siblings',
  severity: 'info',
  reads: ['vnets', 'peeringsOf', 'equipmentOf'],
  needs: { gateways: 'none' },

  *check(topology) {
    for (const hub of topology.vnets.keys()) {
      const spokes = spokesOf(topology, hub);
      if (spokes.length < FEWEST) continue;
      for (const { to, far } of connectedPeers(topology, hub))
        if (!far && !topology.vnets.has(to)) yield unknown(aboutHalf({ from: to, to: hub }), { kind: 'half-unread', vnet: to });
      const odd = [...deviants(spokes.map(outOf), ['allowForwarded', 'allowTransit']), ...deviants(spokes.map(backOf), ['allowForwarded'])];
      for (const { half, deviations } of odd) yield fail(aboutHalf(half), { hub, half: { from: half.from, to: half.to }, deviations });
      if (odd.length === 0) yield pass(aboutVNet(hub));
    }
  },

  explain: ({ hub, half, deviations }, name) =>
    deviations
      .map(
        ({ flag, usual, agree, of }) =>
          `${name(half.from)} → ${name(half.to)} ${WORDS[flag][usual ? 'lacks' : 'has']}. Of ${of} halves compared at ${name(hub)}, ${agree} ${usual ? 'do' : 'do not'}.`,
      )
      .join(' '),
  remedy: ({ half, deviations }) => [{ kind: 'put-half', ...half, flags: flagsOf(deviations) }],
});

const WORDS: Readonly<Record<Flag, { readonly has: string; readonly lacks: string }>> = {
  allowForwarded: { has: 'accepts forwarded traffic', lacks: 'does not accept forwarded traffic' },
  allowTransit: { has: 'offers gateway transit', lacks: 'does not offer gateway transit' },
};

const outOf = ({ out }: Spoke): Half => out;
const backOf = ({ back }: Spoke): Half => back;

/** The few halves that differ from all the others in one of the flags. */
function deviants(halves: readonly Half[], flags: readonly Flag[]): { half: Half; deviations: Deviation[] }[] {
  const customs = flags.flatMap((flag) => {
    const on = halves.filter((half) => half[flag]).length;
    const agree = Math.max(on, halves.length - on);
    const isCustom = halves.length - agree <= Math.max(1, Math.floor(halves.length * SHARE));
    return isCustom ? [{ flag, usual: on * 2 > halves.length, agree, of: halves.length }] : [];
  });
  return halves
    .map((half) => ({ half, deviations: customs.filter(({ flag, usual }) => half[flag] !== usual) }))
    .filter(({ deviations }) => deviations.length > 0);
}

const flagsOf = (deviations: readonly Deviation[]): Partial<HalfFlags> =>
  Object.fromEntries(deviations.map(({ flag, usual }) => [flag, usual]));
