/** Parses fixtures (`.world` text) and generates large estates. Does not know the rules. */
export type { Expectation } from './expectations.ts';
export { generateWorld } from './generate.ts';
export { guidOf } from './guid.ts';
export { loadWorld, WORLDS } from './load-world.ts';
export { readWorld, visibleRows, type World } from './read.ts';
export type { WorldResource } from './to-resources.ts';
