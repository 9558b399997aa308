import type { ResourceKey } from '../../arm/index.ts';
import type { HalfRef, Topology } from '../../topology/index.ts';
import { type About, aboutHalf, aboutVNet } from '../about.ts';
import { fail, pass, rule, unknown } from '../rule.ts';

interface Evidence {
  readonly half: HalfRef | undefined;
  readonly vnet: ResourceKey | undefined;
  readonly state: string;
}

/** Failed says that the last write did not come through; what stands there is a mix of before and after. */
export const notProvisioned = rule<Evidence>({
  code: 'VNP105',
  slug: 'not-provisioned',
  title: 'The last change did not come through',
  severity: 'error',
  reads: ['halves', 'vnets'],

  *check(topology) {
    for (const { about, state, half, vnet } of things(topology)) {
      if (RUNNING.has(state)) yield unknown(about, { kind: 'updating' });
      else if (state === 'Failed' || state === 'Canceled') yield fail(about, { half, vnet, state });
      else yield pass(about);
    }
  },

  explain: ({ half, vnet, state }, name) =>
    half
      ? `The last change of the half ${name(half.from)} → ${name(half.to)} ended as ${state}. What it shows may not be what is in force.`
      : `The last change of the VNet ${vnet ? name(vnet) : ''} ended as ${state}. Azure refuses to write peerings that point at it until it is repaired.`,
  remedy: ({ half }) => (half ? [{ kind: 'put-half', ...half }] : []),
  advice: ({ vnet }, name) =>
    `Look at the activity log of ${vnet ? name(vnet) : 'the VNet'} for the reason, remove it, and write the VNet again as it is (az network vnet update).`,
});

const RUNNING: ReadonlySet<string> = new Set(['Updating', 'Creating', 'Deleting']);

function* things({ halves, vnets }: Topology): Iterable<Evidence & { about: About }> {
  for (const { from, to, provisioningState: state = 'Succeeded' } of halves.values())
    yield { about: aboutHalf({ from, to }), state, half: { from, to }, vnet: undefined };
  for (const { key, provisioningState: state = 'Succeeded' } of vnets.values())
    yield { about: aboutVNet(key), state, half: undefined, vnet: key };
}
