import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../../geometry/bounds.ts';

/** Input events of the connect tool; points are map positions. */
export type ConnectEvent =
  | { readonly type: 'hover'; readonly over: ResourceKey | undefined }
  | { readonly type: 'press'; readonly from: ResourceKey }
  | { readonly type: 'drag'; readonly from: ResourceKey; readonly origin: Point }
  | { readonly type: 'move'; readonly at: Point; readonly over: ResourceKey | undefined }
  | { readonly type: 'release' }
  | { readonly type: 'cancel' }
  | { readonly type: 'refresh'; readonly existing: Pick<ReadonlyMap<ResourceKey, unknown>, 'has'> };

/** Effects of the connect tool, which the map carries out. */
export type ConnectEffect =
  | { readonly do: 'show-handle'; readonly key: ResourceKey | undefined }
  | { readonly do: 'dim'; readonly from: ResourceKey | undefined }
  | { readonly do: 'rubber-band'; readonly from: ResourceKey; readonly to: Point; readonly over: ResourceKey | undefined }
  | { readonly do: 'hint'; readonly from: ResourceKey; readonly over: ResourceKey | undefined; readonly at: Point }
  /** Removes the rubber band and the hint. */
  | { readonly do: 'clear-feedback' }
  | { readonly do: 'restore-position'; readonly key: ResourceKey; readonly origin: Point }
  | { readonly do: 'propose'; readonly a: ResourceKey; readonly b: ResourceKey };

export type ConnectState =
  | { readonly path: 'connect.idle'; readonly handleOn: ResourceKey | undefined }
  | { readonly path: 'connect.dragging-handle'; readonly from: ResourceKey; readonly over: ResourceKey | undefined }
  | { readonly path: 'connect.dragging-vnet'; readonly from: ResourceKey; readonly origin: Point; readonly over: ResourceKey | undefined }
  /** Escape was pressed during a drag: pointer events are ignored until the pointer is released. */
  | { readonly path: 'connect.cancelled'; readonly from: ResourceKey; readonly origin: Point };

type Transition = readonly [ConnectState, ...ConnectEffect[]];

export const CONNECT_IDLE: ConnectState = { path: 'connect.idle', handleOn: undefined };

/**
 * Reducer of the connect tool: connects two VNets by dragging the handle of one onto the other, or by dropping one on the other. It does
 * not check whether Azure will accept the peering: the hint gives the reason, and the connect dialog gives the details.
 */
export function reduceConnect(state: ConnectState, event: ConnectEvent): Transition {
  switch (event.type) {
    case 'hover':
      if (state.path !== 'connect.idle' || state.handleOn === event.over) return [state];
      return [
        { path: 'connect.idle', handleOn: event.over },
        { do: 'show-handle', key: event.over },
      ];
    case 'press':
      return [
        { path: 'connect.dragging-handle', from: event.from, over: undefined },
        { do: 'dim', from: event.from },
      ];
    case 'drag':
      if (state.path !== 'connect.idle') return [state];
      return [
        { path: 'connect.dragging-vnet', from: event.from, origin: event.origin, over: undefined },
        { do: 'show-handle', key: undefined },
      ];
    case 'move':
      return move(state, event.at, event.over);
    case 'release':
      return release(state);
    case 'cancel':
      return cancel(state);
    case 'refresh':
      return refresh(state, event.existing);
  }
}

function move(state: ConnectState, at: Point, under: ResourceKey | undefined): Transition {
  if (state.path !== 'connect.dragging-handle' && state.path !== 'connect.dragging-vnet') return [state];
  const over = under === state.from ? undefined : under;
  const next = { ...state, over };
  if (state.path === 'connect.dragging-vnet' && !over) return state.over ? [next, { do: 'clear-feedback' }] : [next];
  const to = state.path === 'connect.dragging-vnet' ? state.origin : at;
  return [next, { do: 'rubber-band', from: state.from, to, over }, { do: 'hint', from: state.from, over, at }];
}

function release(state: ConnectState): Transition {
  switch (state.path) {
    case 'connect.idle':
      return [state];
    case 'connect.cancelled':
      return [CONNECT_IDLE, { do: 'restore-position', key: state.from, origin: state.origin }];
    case 'connect.dragging-handle':
      return [CONNECT_IDLE, ...END_HANDLE_DRAG, ...proposal(state.from, state.over)];
    case 'connect.dragging-vnet':
      if (!state.over) return [CONNECT_IDLE];
      return [
        CONNECT_IDLE,
        { do: 'clear-feedback' },
        { do: 'restore-position', key: state.from, origin: state.origin },
        ...proposal(state.from, state.over),
      ];
  }
}

const proposal = (a: ResourceKey, b: ResourceKey | undefined): ConnectEffect[] => (b ? [{ do: 'propose', a, b }] : []);
const END_HANDLE_DRAG: readonly ConnectEffect[] = [
  { do: 'dim', from: undefined },
  { do: 'clear-feedback' },
  { do: 'show-handle', key: undefined },
];

function cancel(state: ConnectState): Transition {
  if (state.path === 'connect.dragging-handle') return [CONNECT_IDLE, ...END_HANDLE_DRAG];
  if (state.path !== 'connect.dragging-vnet') return [state];
  const { from, origin } = state;
  return [{ path: 'connect.cancelled', from, origin }, { do: 'clear-feedback' }, { do: 'restore-position', key: from, origin }];
}

/** Handles a refresh: ends the drag if the dragged VNet no longer exists, and clears the target if the VNet under the pointer does not. */
function refresh(state: ConnectState, existing: Pick<ReadonlyMap<ResourceKey, unknown>, 'has'>): Transition {
  if (state.path === 'connect.idle')
    return state.handleOn && !existing.has(state.handleOn) ? [CONNECT_IDLE, { do: 'show-handle', key: undefined }] : [state];
  if (!existing.has(state.from)) return [CONNECT_IDLE, ...END_HANDLE_DRAG];
  const next = 'over' in state && state.over && !existing.has(state.over) ? { ...state, over: undefined } : state;
  return state.path === 'connect.dragging-handle' ? [next, { do: 'dim', from: state.from }] : [next];
}
