/** Knows how to write a tiny network as text and how to make a large one; refuses to know what is wrong with it. */
export type { Expectation } from './expectations.ts';
export { generateWorld } from './generate.ts';
export { guidOf } from './guid.ts';
export { WORLDS, worldNamed } from './named.ts';
export { readWorld, visibleRows, type World } from './read.ts';
