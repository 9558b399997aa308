/** Returns the delay before the next attempt: doubling from `first` up to `most`, with jitter in its upper half (`chance` from 0 to 1). */
export const computeBackoff = (
  attempts: number,
  { first, most }: { readonly first: number; readonly most: number },
  chance: number,
): number => Math.min(most, first * 2 ** Math.max(0, attempts - 1)) * (0.5 + chance / 2);
