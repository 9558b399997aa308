import type { ResourceKey } from '@peerscape/shared/arm';

/** Two VNets that somebody wants to connect. */
export interface Pair {
  readonly a: ResourceKey;
  readonly b: ResourceKey;
}

/** The pair as it stands in the URL: `<key>,<key>`. No ARM id holds a comma. */
export const pairText = ({ a, b }: Pair): string => `${a},${b}`;

/** The pair that the text names; nothing when it names none, or one VNet twice. Whether they exist is for the topology to say. */
export function parsePair(text: string): Pair | undefined {
  const [, a, b] = /^(\/[^,]+),(\/[^,]+)$/.exec(text.toLowerCase()) ?? [];
  return a && b && a !== b ? { a: a as ResourceKey, b: b as ResourceKey } : undefined;
}
