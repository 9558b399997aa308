import type { Step } from '@peerscape/shared/plan';
import type { StepResult } from './step-task.ts';

type Later = StepResult & { readonly kind: 'later' };

/** Pauses that Azure has requested for VNets, subscriptions, or everything. */
export interface Pauses {
  record(step: Step, later: Later): void;
  /** Returns the wall time before which no pause lets the step start; 0 without a pause. */
  until(step: Step): number;
}

/** Creates pauses in memory; after a restart Azure requests them again. */
export function createPauses(): Pauses {
  const untilOf = new Map<string, number>();
  const scopesOf = ({ half: { from, to } }: Step) => ({ vnet: [from, to], subscription: [subscriptionOf(from)], identity: [ALL_SCOPES] });
  return {
    record(step, { pause, until }) {
      if (!pause) return;
      // the busy VNet is the one that was written, not its remote
      const [scope = ALL_SCOPES] = scopesOf(step)[pause];
      untilOf.set(scope, Math.max(untilOf.get(scope) ?? 0, until));
    },
    until(step) {
      const { vnet, subscription, identity } = scopesOf(step);
      return Math.max(0, ...[...vnet, ...subscription, ...identity].map((scope) => untilOf.get(scope) ?? 0));
    },
  };
}

const ALL_SCOPES = '*';

/** Returns the scope at which ARM throttles writes. */
const subscriptionOf = (vnet: string): string => vnet.match(/^\/subscriptions\/[^/]+/)?.[0] ?? ALL_SCOPES;
