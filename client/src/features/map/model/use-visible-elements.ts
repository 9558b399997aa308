import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';
import { useMemo } from 'react';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { Elements } from './elements.ts';
import { hideElements, type VisibleKeys } from './hide-elements.ts';

/** Returns the elements that are not hidden. The focused item and the `exceptions` are visible in any case; `shown` is undefined when nothing is hidden. */
export function useVisibleElements(
  elements: Elements | undefined,
  shown: VisibleKeys | undefined,
  focused: FocusedItem | undefined,
  exceptions: Iterable<ResourceKey>,
): Elements | undefined {
  const extra = shown ? extraKeys(shown, focused, exceptions) : '';
  return useMemo(
    () => (elements && shown ? hideElements(elements, withExtra(shown, extra), shown.nodes) : elements),
    [elements, shown, extra],
  );
}

/** Returns the keys that would be hidden but for the focus, as text that stays the same while they do: a click on a visible VNet must not build the scene again. */
function extraKeys({ nodes, lines }: VisibleKeys, focused: FocusedItem | undefined, exceptions: Iterable<ResourceKey>): string {
  const isHidden = focused?.kind === 'vnet' ? !nodes.has(focused.key) : focused && !lines.has(focused.key);
  const keys: string[] = [...exceptions].filter((key) => !nodes.has(key));
  return [...new Set(focused && isHidden ? [...keys, focused.key] : keys)].sort().join('\n');
}

/** Adds keys to those of VNets or peerings; a key of the one kind is none of the other. */
function withExtra({ nodes, lines }: VisibleKeys, extra: string): VisibleKeys {
  if (extra === '') return { nodes, lines };
  const keys = extra.split('\n');
  return { nodes: new Set([...nodes, ...(keys as ResourceKey[])]), lines: new Set([...lines, ...(keys as PeeringKey[])]) };
}
