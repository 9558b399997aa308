/** Starts a Peerscape server; refuses to know where its configuration comes from. */
export { type ArmConfig, type Config, type FileConfig, readConfig } from './config.ts';
export { StartFailure } from './open-source.ts';
export { type Running, startServer } from './start.ts';
