/** The pause before the next try: doubling from the first to the most, somewhere in its upper half, so that those refused together do not come back together. */
export const backoff = (attempts: number, { first, most }: { readonly first: number; readonly most: number }, chance: number): number =>
  Math.min(most, first * 2 ** Math.max(0, attempts - 1)) * (0.5 + chance / 2);
