import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import type { FocusedItem } from './focused-item.ts';

/** Formats the focused item for the URL: `vnet:<key>` or `peering:<key>|<key>`; empty when there is none. */
export const formatFocusedItem = (item: FocusedItem | undefined): string => (item ? `${item.kind}:${item.key}` : '');

/** Parses `vnet:<key>` or `peering:<key>|<key>`; returns undefined for other text. Does not check that the item exists. */
export function parseFocusedItem(text: string): FocusedItem | undefined {
  const [, kind, key] = /^(vnet|peering):(\/.+)$/.exec(text.toLowerCase()) ?? [];
  if (!key) return undefined;
  if (kind === 'vnet') return { kind, key: key as ResourceKey };
  return /^\/[^|]+\|\/[^|]+$/.test(key) ? { kind: 'peering', key: key as PeeringKey } : undefined;
}
