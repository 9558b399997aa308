/** Reach: whether one place reaches another, why, and the effective routes of a subnet. */

export { describeExpectations } from './describe-expectations.ts';
export { type ExpectationsHandle, useExpectations } from './use-expectations.ts';

/** Loads the panels with the engine on demand. */
export const loadReach = () => import('./reach.tsx');
