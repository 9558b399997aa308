import type { ResourceKey } from '../../arm/index.ts';
import type { HalfRef, Topology } from '../../topology/index.ts';
import { defineRule, fail, pass, unknown } from '../rule.ts';
import { halfSubject, type VerdictSubject, vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly half: HalfRef | undefined;
  readonly vnet: ResourceKey | undefined;
  readonly state: string;
}

/** Failed means that the last write did not complete; the resource may show a mix of the settings before and after. */
export const notProvisioned = defineRule<Evidence>({
  code: 'VNP105',
  slug: 'not-provisioned',
  title: 'Last update failed',
  severity: 'error',
  reads: ['halves', 'vnets'],

  *check(topology) {
    for (const { about, state, half, vnet } of provisionedResources(topology)) {
      if (IN_PROGRESS.has(state)) yield unknown(about, { kind: 'updating' });
      else if (state === 'Failed' || state === 'Canceled') yield fail(about, { half, vnet, state });
      else yield pass(about);
    }
  },

  explain: ({ half, vnet, state }, name) =>
    half
      ? `The last update of the half ${name(half.from)} → ${name(half.to)} ended in state ${state}. The settings shown may not be in effect.`
      : `The last update of the VNet ${vnet ? name(vnet) : ''} ended in state ${state}. The settings shown may not be in effect.`,
  remedy: ({ half }) => (half ? [{ kind: 'put-half', ...half }] : []),
  advice: ({ vnet }, name) =>
    `Find the cause in the activity log of ${vnet ? name(vnet) : 'the VNet'} and fix it. Then rewrite the VNet with its current settings (az network vnet update).`,
});

const IN_PROGRESS: ReadonlySet<string> = new Set(['Updating', 'Creating', 'Deleting']);

function* provisionedResources({ halves, vnets }: Topology): Iterable<Evidence & { about: VerdictSubject }> {
  for (const { from, to, provisioningState: state = 'Succeeded' } of halves.values())
    yield { about: halfSubject({ from, to }), state, half: { from, to }, vnet: undefined };
  for (const { key, provisioningState: state = 'Succeeded' } of vnets.values())
    yield { about: vnetSubject(key), state, half: undefined, vnet: key };
}
