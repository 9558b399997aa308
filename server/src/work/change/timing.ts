/** Timings of the worker, in milliseconds. */
export interface Timing {
  /** Time without a heartbeat after which a worker loses its applies; with one heartbeat of the next worker less than 15 s. */
  readonly claimMs: number;
  readonly heartbeatMs: number;
  /** Time within which a recorded write must leave if the store is shared; well below `lateWriteMs`, after which another server may send it again. */
  readonly sendMs: number;
  /** Minimum time that a server must run before it resumes a step during which two servers in a row crashed; at most twice as long. Doubles with each further crash. */
  readonly probationMs: number;
  /** Pause between two reads of a half that was written. */
  readonly readIntervalMs: number;
  /** Time within which Azure must show an accepted write. */
  readonly consistencyTimeoutMs: number;
  /** Time within which a write without a response may still reach Azure. */
  readonly lateWriteMs: number;
  /** Backoff while Azure is busy: pauses grow from `first` to `most`, until `deadline`. */
  readonly busyMs: { readonly first: number; readonly most: number; readonly deadline: number };
  /** Timeout of an accepted operation. */
  readonly operationTimeoutMs: number;
  /** Pause between polls of an operation when Azure requests none. */
  readonly pollIntervalMs: number;
  /** Assumed duration of a step until one has been measured. */
  readonly typicalStepMs: number;
}

/** Timings for Azure, where a peering write takes 10 to 20 s (azure-semantics §4); busy pauses and deadline from reliability §2.6. */
export const AZURE_TIMING: Timing = {
  claimMs: 10_000,
  heartbeatMs: 2_500,
  sendMs: 5_000,
  probationMs: 30_000,
  readIntervalMs: 1_000,
  consistencyTimeoutMs: 120_000,
  lateWriteMs: 15_000,
  busyMs: { first: 5_000, most: 60_000, deadline: 15 * 60_000 },
  operationTimeoutMs: 30 * 60_000,
  pollIntervalMs: 2_000,
  typicalStepMs: 20_000,
};

/** Timings for the sandbox, which runs on this machine. */
export const SANDBOX_TIMING: Timing = {
  ...AZURE_TIMING,
  sendMs: 1_000,
  probationMs: 10_000,
  readIntervalMs: 60,
  consistencyTimeoutMs: 10_000,
  lateWriteMs: 2_000,
  busyMs: { first: 500, most: 5_000, deadline: 15 * 60_000 },
  typicalStepMs: 2_000,
};
