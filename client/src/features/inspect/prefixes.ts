import { parseCidr, sizeOf } from '@peerscape/shared/net';
import { formatNumber } from '../../lib/format/format.ts';

/** How many addresses the prefix holds, for people; nothing for text that is no prefix. */
export function sizeWords(prefix: string): string {
  const cidr = parseCidr(prefix);
  if (!cidr.ok) return 'not a prefix';
  const size = sizeOf(cidr.value);
  if (size > 1_000_000_000n) return `2^${(cidr.value.family === 4 ? 32 : 128) - cidr.value.length} addresses`;
  return size === 1n ? '1 address' : `${formatNumber(size)} addresses`;
}
