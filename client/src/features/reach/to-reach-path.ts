import type { ResourceKey } from '@peerscape/shared/arm';
import type { Answer, Trace } from '@peerscape/shared/reach';
import type { ReachPath } from '../../lib/state/reach-path.ts';

/** Returns the VNets of an answer in the order in which packets pass them, and where they end before their destination. */
export function toReachPath({ forward, back }: Answer, from: ResourceKey | undefined, to: ResourceKey | undefined): ReachPath {
  const there = vnetsOf(forward);
  const blocked = forward.blocker ? { trace: forward, towards: to } : { trace: back, towards: from };
  const vnet = vnetsOf(blocked.trace).at(-1) ?? (forward.blocker ? from : to);
  const { outcome } = blocked.trace;
  return {
    there: there.length > 0 || from === undefined ? there : [from],
    // packets that do not arrive have no reply
    back: forward.blocker ? [] : vnetsOf(back),
    ...(vnet !== undefined &&
      (outcome === 'dropped' || outcome === 'unknown') && {
        end: { vnet, towards: blocked.towards === vnet ? undefined : blocked.towards, outcome },
      }),
  };
}

function vnetsOf({ hops }: Trace): readonly ResourceKey[] {
  const passed = hops.flatMap(({ vnet, steps }) => [
    vnet,
    ...steps.flatMap((step) => (step.kind === 'peering' || step.kind === 'connected-group' ? [step.to] : [])),
  ]);
  return passed.filter((vnet, i) => vnet !== passed[i - 1]);
}
