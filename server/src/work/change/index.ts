/** Creates plans, applies them and records what happened; independent of how Azure and the store are accessed. */

export { isVNetDeleted } from './absence.ts';
export type { ChangeMode } from './desk.ts';
export { type ChangeService, createChangeService } from './desk.ts';
export type { Failpoint, FailpointHook } from './points.ts';
export { createPermissionReader } from './rights.ts';
export { AZURE_TIMING, SANDBOX_TIMING, type Timing } from './timing.ts';
export { createWorker } from './worker.ts';
