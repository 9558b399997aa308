import type { ResourceKey } from '@peerscape/shared/arm';
import type { FocusedItem } from '../../../../lib/state/focused-item.ts';
import type { Point } from '../../geometry/bounds.ts';
import { isSameTarget, type Target, toFocusedItem } from '../focus.ts';

/** Input events of the navigation tool; `target` is the hit-test target under the pointer. */
export type NavigationEvent =
  | { readonly type: 'hover'; readonly target: Target | undefined; readonly at: Point }
  | { readonly type: 'leave' }
  /** With `multiSelect`, the tap toggles the VNet in the multi-selection instead of focusing the target. */
  | { readonly type: 'tap' | 'double-tap'; readonly target: Target | undefined; readonly multiSelect?: boolean }
  | { readonly type: 'drag'; readonly key: string }
  | { readonly type: 'drop'; readonly key: string }
  | { readonly type: 'cancel' };

/** Effects of the navigation tool, which the map carries out. */
export type NavigationEffect =
  | { readonly do: 'focus'; readonly item: FocusedItem | undefined }
  | { readonly do: 'toggle'; readonly key: ResourceKey }
  | { readonly do: 'hover'; readonly target: Target | undefined; readonly at: Point }
  | { readonly do: 'frame'; readonly item: FocusedItem }
  | { readonly do: 'start-drag'; readonly key: string }
  | { readonly do: 'end-drag'; readonly key: string };

export type NavigationState =
  | { readonly path: 'idle'; readonly over: Target | undefined }
  | { readonly path: 'dragging'; readonly key: string };

export const NAVIGATION_IDLE: NavigationState = { path: 'idle', over: undefined };

const ORIGIN: Point = { x: 0, y: 0 };
const END_HOVER: NavigationEffect = { do: 'hover', target: undefined, at: ORIGIN };

/** Reducer of the navigation tool: hover, focus, frame and move VNets. */
export function reduceNavigation(state: NavigationState, event: NavigationEvent): readonly [NavigationState, ...NavigationEffect[]] {
  switch (event.type) {
    case 'hover':
      return hover(state, event.target, event.at);
    case 'leave':
      return state.path === 'idle' && state.over ? [NAVIGATION_IDLE, END_HOVER] : [state];
    case 'tap':
      if (event.multiSelect) return event.target?.kind === 'vnet' ? [state, { do: 'toggle', key: event.target.key }] : [state];
      return [state, { do: 'focus', item: toFocusedItem(event.target) }];
    case 'double-tap': {
      const item = toFocusedItem(event.target);
      return item && !event.multiSelect ? [state, { do: 'frame', item }] : [state];
    }
    case 'drag':
      return state.path === 'dragging' ? [state] : [{ path: 'dragging', key: event.key }, END_HOVER, { do: 'start-drag', key: event.key }];
    case 'drop':
      return state.path === 'dragging' ? [NAVIGATION_IDLE, { do: 'end-drag', key: event.key }] : [state];
    case 'cancel':
      return [state, END_HOVER, { do: 'focus', item: undefined }];
  }
}

function hover(state: NavigationState, target: Target | undefined, at: Point): readonly [NavigationState, ...NavigationEffect[]] {
  if (state.path !== 'idle' || (!target && !state.over)) return [state];
  return isSameTarget(state.over, target)
    ? [state, { do: 'hover', target, at }]
    : [
        { path: 'idle', over: target },
        { do: 'hover', target, at },
      ];
}
