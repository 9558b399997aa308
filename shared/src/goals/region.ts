/** The name of a region as it can be compared: Azure writes both `westeurope` and `West Europe`. */
export const normalizeRegion = (name: string): string => name.toLowerCase().replace(/\s/g, '');

export const isSameRegion = (one: string, other: string): boolean => normalizeRegion(one) === normalizeRegion(other);
