/** Normalizes a region name for comparison: Azure writes both `westeurope` and `West Europe`. */
export const normalizeRegion = (name: string): string => name.toLowerCase().replace(/\s/g, '');

/** Returns whether two region names denote the same region. */
export const isSameRegion = (one: string, other: string): boolean => normalizeRegion(one) === normalizeRegion(other);
