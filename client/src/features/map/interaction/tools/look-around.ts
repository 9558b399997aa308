import type { ResourceKey } from '@peerscape/shared/arm';
import type { Selection } from '../../../../lib/state/selection.ts';
import type { Point } from '../../geometry/room.ts';
import { sameTarget, selectionOf, type Target } from '../focus.ts';

/** What happens on the map, in its own words; `target` is what lies under the pointer. */
export type MapEvent =
  | { readonly type: 'hover'; readonly target: Target | undefined; readonly at: Point }
  | { readonly type: 'leave' }
  /** `picks` says that the tap is to pick beside what is picked, and not to select. */
  | { readonly type: 'tap' | 'double-tap'; readonly target: Target | undefined; readonly picks?: boolean }
  | { readonly type: 'drag'; readonly key: string }
  | { readonly type: 'drop'; readonly key: string }
  | { readonly type: 'cancel' };

/** What should follow from it; the map carries it out. */
export type Effect =
  | { readonly do: 'select'; readonly selection: Selection | undefined }
  | { readonly do: 'toggle'; readonly key: ResourceKey }
  | { readonly do: 'point'; readonly target: Target | undefined; readonly at: Point }
  | { readonly do: 'frame'; readonly selection: Selection }
  | { readonly do: 'lift'; readonly key: string }
  | { readonly do: 'settle'; readonly key: string };

export type LookAround = { readonly path: 'idle'; readonly over: Target | undefined } | { readonly path: 'carrying'; readonly key: string };

export const AT_REST: LookAround = { path: 'idle', over: undefined };

const NOWHERE: Point = { x: 0, y: 0 };
const unpoint: Effect = { do: 'point', target: undefined, at: NOWHERE };

/** The tool for looking around: point, pick, zoom to, carry. Nothing to reset: leaving off is a value. */
export function lookAround(state: LookAround, event: MapEvent): readonly [LookAround, ...Effect[]] {
  switch (event.type) {
    case 'hover':
      return hover(state, event.target, event.at);
    case 'leave':
      return state.path === 'idle' && state.over ? [AT_REST, unpoint] : [state];
    case 'tap':
      if (event.picks) return event.target?.kind === 'vnet' ? [state, { do: 'toggle', key: event.target.key }] : [state];
      return [state, { do: 'select', selection: selectionOf(event.target) }];
    case 'double-tap': {
      const selection = selectionOf(event.target);
      return selection && !event.picks ? [state, { do: 'frame', selection }] : [state];
    }
    case 'drag':
      return state.path === 'carrying' ? [state] : [{ path: 'carrying', key: event.key }, unpoint, { do: 'lift', key: event.key }];
    case 'drop':
      return state.path === 'carrying' ? [AT_REST, { do: 'settle', key: event.key }] : [state];
    case 'cancel':
      return [state, unpoint, { do: 'select', selection: undefined }];
  }
}

function hover(state: LookAround, target: Target | undefined, at: Point): readonly [LookAround, ...Effect[]] {
  if (state.path !== 'idle' || (!target && !state.over)) return [state];
  return sameTarget(state.over, target)
    ? [state, { do: 'point', target, at }]
    : [
        { path: 'idle', over: target },
        { do: 'point', target, at },
      ];
}
