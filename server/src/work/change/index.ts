/** Creates plans, applies them and records what happened; independent of how Azure and the store are accessed. */

export type { ChangeMode } from './change-service.ts';
export { type ChangeService, createChangeService } from './change-service.ts';
export { PLAN_LIFETIME_MS } from './create-plan.ts';
export type { Failpoint, FailpointHook } from './failpoints.ts';
export { isVNetDeleted } from './half-presence.ts';
export { createPermissionReader } from './permissions.ts';
export { AZURE_TIMING, SANDBOX_TIMING, type Timing } from './timing.ts';
export { createWorker } from './worker.ts';
