/** A local Azure that serves ARM's REST API over HTTPS from a small world in memory; independent of Peerscape's own logic. */
export { runControlAction } from './control/control-actions.ts';
export { declareFault } from './control/declare-fault.ts';
export { runExternalAction } from './control/external-actor.ts';
export { createSandbox, type Sandbox, type SandboxOptions, type StartOptions, StartProblem, startSandbox } from './start.ts';
