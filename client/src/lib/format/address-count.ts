import { formatNumber } from './format.ts';

const LARGEST_WRITTEN_OUT = 1_000_000_000n;

/** Formats a number of addresses: `1 address`, `65,536 addresses`, `2^80 addresses`; a large one that is no power of two: `about 2^80 addresses`. */
export function formatAddressCount(n: bigint): string {
  if (n <= LARGEST_WRITTEN_OUT) return n === 1n ? '1 address' : `${formatNumber(n)} addresses`;
  return `${formatPower(n)} addresses`;
}

/** Formats a number, a large one as a power of two: `65,536`, `2^80`, `about 2^80`. */
export const formatLargeNumber = (n: bigint): string => (n <= LARGEST_WRITTEN_OUT ? formatNumber(n) : formatPower(n));

function formatPower(n: bigint): string {
  const bits = n.toString(2).length - 1;
  const exact = 1n << BigInt(bits);
  if (n === exact) return `2^${bits}`;
  return `about 2^${n - exact >= exact / 2n ? bits + 1 : bits}`;
}

/** Formats a share from 0 to 1 in percent: `0 %`, `< 1 %`, `42 %`, `> 99 %`, `100 %`. */
export function formatShare(share: number): string {
  if (share > 0 && share < 0.01) return '< 1 %';
  if (share < 1 && share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}
