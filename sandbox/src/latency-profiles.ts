import type { WireSettings } from './arm/reply.ts';
import type { ClockTiming, OperationTiming, RunningOperation } from './store/operations.ts';

type RetryAfter = WireSettings['retryAfter'];

const RETRY_AFTER_THREE: readonly RunningOperation['operationClass'][] = ['vnet', 'resource'];

/** Returns the Retry-After that Azure answers a change with (recordings). */
function recordedRetryAfter({ operationClass, verb, polledAt, retryAfter }: RunningOperation): number {
  if (operationClass === 'group') return 15;
  if (polledAt === 'public-dns') return 3;
  if (verb === 'delete') return 10;
  return retryAfter ?? (RETRY_AFTER_THREE.includes(operationClass) ? 3 : 10);
}

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
