import type { WireSettings } from './arm/reply.ts';
import type { ClockTiming, OperationTiming, RunningOperation } from './store/operations.ts';

type RetryAfter = WireSettings['retryAfter'];

const RETRY_AFTER_TEN: readonly RunningOperation['operationClass'][] = ['peering', 'gateway', 'dns'];

const recordedRetryAfter = (operation: RunningOperation): number =>
  RETRY_AFTER_TEN.includes(operation.operationClass) || operation.verb === 'delete' ? 10 : 3;

const MINUTE = 60_000;

/** Durations of Azure: those of peerings and VNets as recorded (azure-semantics §4), of the others from Microsoft's pages and field reports. */
const AZURE_DURATIONS: ClockTiming = {
  by: 'clock',
  peeringMs: 12_000,
  vnetMs: 6_000,
  resourceMs: 4_000,
  dnsMs: 30_000,
  groupMs: 30_000,
  connectionMs: MINUTE,
  firewallMs: 8 * MINUTE,
  gatewayMs: 30 * MINUTE,
};

/**
 * Latency profiles: the duration of changes and the Retry-After for clients. `instant` is for tests; `brisk` takes seconds where Azure takes up
 * to half an hour, and one second between polls; `azure` takes as long as Azure.
 */
export const LATENCY_PROFILES = {
  instant: { operationTiming: { by: 'immediate' }, retryAfter: () => 0 },
  brisk: {
    operationTiming: {
      by: 'clock',
      peeringMs: 1000,
      vnetMs: 500,
      resourceMs: 500,
      dnsMs: 1000,
      groupMs: 1000,
      connectionMs: 1500,
      firewallMs: 3000,
      gatewayMs: 5000,
    },
    retryAfter: () => 1,
  },
  azure: {
    operationTiming: AZURE_DURATIONS,
    retryAfter: (operation, when) => (when === 'start' ? recordedRetryAfter(operation) : 20),
  },
} as const satisfies Record<string, { operationTiming: OperationTiming; retryAfter: RetryAfter }>;

export type LatencyProfileName = keyof typeof LATENCY_PROFILES;
