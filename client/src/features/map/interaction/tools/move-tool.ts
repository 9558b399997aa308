import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../../geometry/bounds.ts';

/** Input events of the move tool; `at` is the new centre of the VNet, in map units. */
export type MoveEvent =
  | { readonly type: 'drag'; readonly key: ResourceKey; readonly at: Point }
  | { readonly type: 'drop' }
  /** The VNet was put back where the drag started. */
  | { readonly type: 'restored' }
  | { readonly type: 'refresh'; readonly existing: Pick<ReadonlyMap<ResourceKey, unknown>, 'has'> };

/** Effects of the move tool, which the map carries out. */
export type MoveEffect =
  | { readonly do: 'start'; readonly key: ResourceKey }
  | { readonly do: 'move'; readonly key: ResourceKey; readonly at: Point }
  /** The VNet is no longer dragged. */
  | { readonly do: 'end' }
  | { readonly do: 'save-position'; readonly key: ResourceKey };

export type MoveState = { readonly path: 'move.idle' } | { readonly path: 'move.dragging'; readonly key: ResourceKey };

export const MOVE_IDLE: MoveState = { path: 'move.idle' };

type Transition = readonly [MoveState, ...MoveEffect[]];

/** Reducer of the move tool: a dragged VNet follows the pointer and stays where it is dropped. */
export function reduceMove(state: MoveState, event: MoveEvent): Transition {
  if (event.type === 'drag') return drag(state, event.key, event.at);
  if (state.path === 'move.idle') return [state];
  switch (event.type) {
    case 'drop':
      return [MOVE_IDLE, { do: 'end' }, { do: 'save-position', key: state.key }];
    case 'restored':
      return END;
    case 'refresh':
      return event.existing.has(state.key) ? [state] : END;
  }
}

const END: Transition = [MOVE_IDLE, { do: 'end' }];

function drag(state: MoveState, key: ResourceKey, at: Point): Transition {
  const move: MoveEffect = { do: 'move', key, at };
  return state.path === 'move.dragging' ? [state, move] : [{ path: 'move.dragging', key }, { do: 'start', key }, move];
}
