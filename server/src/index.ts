/** Reads the configuration and starts a Peerscape server; does not depend on where the configuration comes from. */
export { type ArmConfig, type Config, type FileConfig, readConfig } from './config.ts';
export { StartFailure } from './failure.ts';
export { type RunningServer, startServer } from './start.ts';
