import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import type { Selection } from './selection.ts';

/** The selection as it stands in the URL: `vnet:<key>` or `peering:<key>|<key>`. */
export const selectionText = (selection: Selection | undefined): string => (selection ? `${selection.kind}:${selection.key}` : '');

/** The selection that the text names; nothing when it names none. Whether it exists is for the topology to say. */
export function parseSelection(text: string): Selection | undefined {
  const [, kind, key] = /^(vnet|peering):(\/.+)$/.exec(text.toLowerCase()) ?? [];
  if (!key) return undefined;
  if (kind === 'vnet') return { kind, key: key as ResourceKey };
  return /^\/[^|]+\|\/[^|]+$/.test(key) ? { kind: 'peering', key: key as PeeringKey } : undefined;
}
