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
  | { readonly type: 'cancel' };

/** Effects of the navigation tool, which the map carries out. */
export type NavigationEffect =
  | { readonly do: 'focus'; readonly item: FocusedItem | undefined }
  | { readonly do: 'toggle'; readonly key: ResourceKey }
  | { readonly do: 'hover'; readonly target: Target | undefined; readonly at: Point }
  | { readonly do: 'frame'; readonly item: FocusedItem };

export interface NavigationState {
  /** Hovered target. */
  readonly over: Target | undefined;
}

export const NAVIGATION_IDLE: NavigationState = { over: undefined };

type Transition = readonly [NavigationState, ...NavigationEffect[]];

const END_HOVER: NavigationEffect = { do: 'hover', target: undefined, at: { x: 0, y: 0 } };

/** Reducer of the navigation tool: hovers, focuses and frames what is under the pointer. */
export function reduceNavigation(state: NavigationState, event: NavigationEvent): Transition {
  switch (event.type) {
    case 'hover':
      return hover(state, event.target, event.at);
    case 'leave':
      return state.over ? [NAVIGATION_IDLE, END_HOVER] : [state];
    case 'tap':
      if (event.multiSelect) return event.target?.kind === 'vnet' ? [state, { do: 'toggle', key: event.target.key }] : [state];
      return [state, { do: 'focus', item: toFocusedItem(event.target) }];
    case 'double-tap': {
      const item = toFocusedItem(event.target);
      return item && !event.multiSelect ? [state, { do: 'frame', item }] : [state];
    }
    case 'cancel':
      return [state, END_HOVER, { do: 'focus', item: undefined }];
  }
}

function hover(state: NavigationState, target: Target | undefined, at: Point): Transition {
  if (!target && !state.over) return [state];
  return [isSameTarget(state.over, target) ? state : { over: target }, { do: 'hover', target, at }];
}
