import type { ResourceKey } from '@peerscape/shared/arm';

/** Two VNets to connect. */
export interface Pair {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
}

/** Formats a pair for the URL: `<key>,<key>`. ARM ids contain no comma. */
export const formatPair = ({ a, b }: Pair): string => `${a},${b}`;

/** Parses `<key>,<key>`; returns undefined for other text or one VNet twice. Does not check that the VNets exist. */
export function parsePair(text: string): Pair | undefined {
  const [, a, b] = /^(\/[^,]+),(\/[^,]+)$/.exec(text.toLowerCase()) ?? [];
  return a && b && a !== b ? { a: a as ResourceKey, b: b as ResourceKey } : undefined;
}
