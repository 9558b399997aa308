/** A local Azure: speaks ARM's REST API over https, keeps a tiny world; refuses to know what Peerscape thinks about it. */
export { declareFault } from './control/declare-fault.ts';
export { actExternally } from './control/external.ts';
export { createSandbox, type Sandbox, type SandboxOptions, type StartOptions, StartProblem, startSandbox } from './start.ts';
