import type { ResourceKey } from '@peerscape/shared/arm';
import { formatNumber } from '../../lib/format/format.ts';

/** Part of a sentence: text, or the name of a VNet, which opens it. */
export type Piece = string | { readonly vnet: ResourceKey };
export type Sentence = readonly Piece[];

/** Answer to what is at an address or prefix. */
export interface Answer {
  readonly title: Sentence;
  readonly details: readonly Sentence[];
  /** True if the answer is that nothing visible is there, which is only as good as what was read. */
  readonly isNothing: boolean;
}

/** Joins VNets in a sentence, the first ones by name: `a, b and 4 more`. */
export function listVNets(keys: readonly ResourceKey[], maximum = 4): Sentence {
  const listed = keys.length <= maximum + 1 ? keys : keys.slice(0, maximum);
  const more = keys.length - listed.length;
  return listed.flatMap((vnet, i): Piece[] => {
    const isLast = i === listed.length - 1;
    const separator = i === 0 ? '' : isLast && more === 0 ? ' and ' : ', ';
    return [...(separator ? [separator] : []), { vnet }, ...(isLast && more > 0 ? [` and ${formatNumber(more)} more`] : [])];
  });
}
