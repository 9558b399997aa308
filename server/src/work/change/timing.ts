/** How patient the worker is. All in milliseconds. */
export interface Timing {
  /** A lease on two VNets; longer than any request may take, so that a holder that slept too long has lost it before its request ends. */
  readonly leaseMs: number;
  /** How long a worker that says nothing keeps its applies. */
  readonly applyMs: number;
  readonly heartbeatMs: number;
  /** Between two looks at a half that was written. */
  readonly lookMs: number;
  /** How long Azure may take to show what it accepted. */
  readonly showMs: number;
  /** How long a write without an answer may still arrive at Azure. */
  readonly settleMs: number;
  /** The pauses after "busy" grow from the first to the most, until the deadline. */
  readonly busyMs: { readonly first: number; readonly most: number; readonly deadline: number };
  /** How long an accepted operation may take. */
  readonly operationMs: number;
  /** Azure's wish to wait between polls is followed up to this. */
  readonly longestPollMs: number;
  /** How long a step takes where nothing was measured yet. */
  readonly usualStepMs: number;
}

/** For Azure: a peering write takes 10 to 20 s there (azure-semantics §4); busy pauses and deadline as reliability §2.6 has them. */
export const AZURE_TIMING: Timing = {
  leaseMs: 120_000,
  applyMs: 20_000,
  heartbeatMs: 5_000,
  lookMs: 1_000,
  showMs: 120_000,
  settleMs: 15_000,
  busyMs: { first: 5_000, most: 60_000, deadline: 15 * 60_000 },
  operationMs: 30 * 60_000,
  longestPollMs: 30_000,
  usualStepMs: 20_000,
};

/** For the sandbox, which answers from this machine. */
export const SANDBOX_TIMING: Timing = {
  ...AZURE_TIMING,
  heartbeatMs: 2_000,
  lookMs: 60,
  showMs: 10_000,
  settleMs: 2_000,
  busyMs: { first: 500, most: 5_000, deadline: 15 * 60_000 },
  longestPollMs: 2_000,
  usualStepMs: 2_000,
};
