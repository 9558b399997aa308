// a difference or a product with 0 can be -0, which has no sign for a reader
const numbers = new Intl.NumberFormat('en-US', { signDisplay: 'negative' });

/** Formats a number with thousands separators: `2,489`. */
export const formatNumber = (value: number | bigint): string => numbers.format(value);

/** Formats a number with its noun: `1 VNet`, `2,489 VNets`. */
export const formatCount = (n: number, one: string, many = `${one}s`): string => `${formatNumber(n)} ${n === 1 ? one : many}`;
