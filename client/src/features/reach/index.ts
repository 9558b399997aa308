/** Reach: whether one place reaches another, why, and the effective routes of a subnet. */

/** Loads the panels with the engine on demand. */
export const loadReach = () => import('./reach.tsx');
