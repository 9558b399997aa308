import type { WireSettings } from './arm/reply.ts';
import type { OperationTiming, RunningOperation } from './store/operations.ts';

type RetryAfter = WireSettings['retryAfter'];

const recordedRetryAfter = (operation: RunningOperation): number =>
  operation.resourceKind === 'peering' || operation.verb === 'delete' ? 10 : 3;

/**
 * Latency profiles: the duration of changes and the Retry-After for clients. `instant` is for tests, `brisk` uses one second for both, `azure`
 * follows the recordings (azure-semantics §4).
 */
export const LATENCY_PROFILES = {
  instant: { operationTiming: { by: 'immediate' }, retryAfter: () => 0 },
  brisk: {
    operationTiming: { by: 'clock', peeringMs: 1000, vnetMs: 500 },
    retryAfter: () => 1,
  },
  azure: {
    operationTiming: { by: 'clock', peeringMs: 12_000, vnetMs: 6_000 },
    retryAfter: (operation, when) => (when === 'start' ? recordedRetryAfter(operation) : 20),
  },
} as const satisfies Record<string, { operationTiming: OperationTiming; retryAfter: RetryAfter }>;

export type LatencyProfileName = keyof typeof LATENCY_PROFILES;
