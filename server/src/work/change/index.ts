/** Creates plans, applies them and records what happened; independent of how Azure and the store are accessed. */

export { isVNetGone } from './absence.ts';
export type { Mode } from './desk.ts';
export { type ChangeDesk, createDesk } from './desk.ts';
export type { AtPoint, Point } from './points.ts';
export { createRights } from './rights.ts';
export { AZURE_TIMING, SANDBOX_TIMING, type Timing } from './timing.ts';
export { createWorker } from './worker.ts';
