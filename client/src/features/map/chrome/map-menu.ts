import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import type { MenuTarget } from '../../../lib/state/use-item-menu.tsx';
import type { MenuAnchor } from '../../../ui/context-menu.tsx';
import { anchorOf } from '../../../ui/use-menu-gestures.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import { middleOnScreen } from '../interaction/menu-target.ts';

/** Returns the anchor at a point of the map's area. */
export function anchorOnMap(map: Element, { x, y }: { readonly x: number; readonly y: number }): MenuAnchor {
  const { left, top } = map.getBoundingClientRect();
  return { x: left + x, y: top + y, width: 0, height: 0 };
}

/** Returns what the menu key opens: the menu of the VNet with the keyboard focus, or else of the focused item, or else of the map. */
export function menuOfKey(
  map: Element,
  pressed: EventTarget,
  viewport: ViewportState,
  focused: FocusedItem | undefined,
): { readonly target: MenuTarget; readonly anchor: MenuAnchor } {
  const button = pressed instanceof HTMLElement && pressed.dataset.key !== undefined ? pressed : undefined;
  if (button) return { target: { kind: 'vnet', key: button.dataset.key as ResourceKey }, anchor: anchorOf(button) };
  const at = focused && middleOnScreen(viewport, focused);
  if (focused && at) return { target: focused, anchor: anchorOnMap(map, at) };
  return { target: { kind: 'map' }, anchor: anchorOnMap(map, { x: viewport.size.width / 2, y: viewport.size.height / 3 }) };
}
