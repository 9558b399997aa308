import type { Step } from '@peerscape/shared/plan';
import type { PauseScope } from './step-task.ts';

/** Pauses that Azure has requested for VNets, subscriptions, or everything. */
export interface Pauses {
  /** Pauses the scope that the step belongs to, until the given ticks of the clock. */
  record(step: Step, scope: PauseScope, until: number): void;
  /** Returns the ticks of the clock before which no pause lets the step start; 0 without a pause. */
  until(step: Step): number;
}

/** Creates pauses in memory; after a restart Azure requests them again. */
export function createPauses(): Pauses {
  const untilOf = new Map<string, number>();
  const scopesOf = ({ action, half: { from, to } }: Step) => ({
    vnet: [from, to],
    writes: [`${subscriptionOf(from)} ${action === 'delete' ? 'deletes' : 'writes'}`],
    subscription: [subscriptionOf(from)],
    identity: [ALL_SCOPES],
  });
  return {
    record(step, pause, until) {
      // the busy VNet is the one that was written, not its remote
      const [scope = ALL_SCOPES] = scopesOf(step)[pause];
      untilOf.set(scope, Math.max(untilOf.get(scope) ?? 0, until));
    },
    until(step) {
      const scopes = Object.values(scopesOf(step)).flat();
      return Math.max(0, ...scopes.map((scope) => untilOf.get(scope) ?? 0));
    },
  };
}

const ALL_SCOPES = '*';

/** Returns the subscription of a VNet, in which ARM counts requests. */
const subscriptionOf = (vnet: string): string => vnet.match(/^\/subscriptions\/[^/]+/)?.[0] ?? ALL_SCOPES;
