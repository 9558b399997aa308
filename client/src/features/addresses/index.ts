/** Address plan: what an address is, all prefixes in order, the next free range, and overlaps. */

/** Loads the page on demand. */
export const loadAddresses = () => import('./addresses-view.tsx');
