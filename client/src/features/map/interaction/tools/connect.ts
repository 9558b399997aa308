import type { ResourceKey } from '@peerscape/shared/arm';
import type { Point } from '../../geometry/room.ts';

/** What happens while two VNets are being connected by hand; places are places of the map. */
export type ConnectEvent =
  | { readonly type: 'hover'; readonly over: ResourceKey | undefined }
  | { readonly type: 'press'; readonly from: ResourceKey }
  | { readonly type: 'carry'; readonly from: ResourceKey; readonly home: Point }
  | { readonly type: 'move'; readonly at: Point; readonly over: ResourceKey | undefined }
  | { readonly type: 'release' }
  | { readonly type: 'cancel' }
  | { readonly type: 'refresh'; readonly there: Pick<ReadonlyMap<ResourceKey, unknown>, 'has'> };

/** What should follow from it; the map carries it out. */
export type ConnectEffect =
  | { readonly do: 'offer'; readonly key: ResourceKey | undefined }
  | { readonly do: 'dim'; readonly from: ResourceKey | undefined }
  | { readonly do: 'rubber-band'; readonly from: ResourceKey; readonly to: Point; readonly over: ResourceKey | undefined }
  | { readonly do: 'hint'; readonly from: ResourceKey; readonly over: ResourceKey | undefined; readonly at: Point }
  /** No rubber band and no hint any more. */
  | { readonly do: 'let-go' }
  | { readonly do: 'put-back'; readonly key: ResourceKey; readonly home: Point }
  | { readonly do: 'propose'; readonly a: ResourceKey; readonly b: ResourceKey };

export type Connect =
  | { readonly path: 'connect.idle'; readonly offered: ResourceKey | undefined }
  | { readonly path: 'connect.aiming'; readonly from: ResourceKey; readonly over: ResourceKey | undefined }
  | { readonly path: 'connect.carrying'; readonly from: ResourceKey; readonly home: Point; readonly over: ResourceKey | undefined }
  /** Escape came while the hand still holds the VNet: whatever the hand does until it lets go counts for nothing. */
  | { readonly path: 'connect.called-off'; readonly from: ResourceKey; readonly home: Point };

type Next = readonly [Connect, ...ConnectEffect[]];

export const NOT_CONNECTING: Connect = { path: 'connect.idle', offered: undefined };

/**
 * The tool for connecting two VNets: by the handle of one, or by letting one go on the other. It does not ask whether Azure would agree:
 * the hint says so, and whoever takes the proposal says all of it.
 */
export function connect(state: Connect, event: ConnectEvent): Next {
  switch (event.type) {
    case 'hover':
      if (state.path !== 'connect.idle' || state.offered === event.over) return [state];
      return [
        { path: 'connect.idle', offered: event.over },
        { do: 'offer', key: event.over },
      ];
    case 'press':
      return [
        { path: 'connect.aiming', from: event.from, over: undefined },
        { do: 'dim', from: event.from },
      ];
    case 'carry':
      if (state.path !== 'connect.idle') return [state];
      return [
        { path: 'connect.carrying', from: event.from, home: event.home, over: undefined },
        { do: 'offer', key: undefined },
      ];
    case 'move':
      return move(state, event.at, event.over);
    case 'release':
      return release(state);
    case 'cancel':
      return cancel(state);
    case 'refresh':
      return refresh(state, event.there);
  }
}

function move(state: Connect, at: Point, under: ResourceKey | undefined): Next {
  if (state.path !== 'connect.aiming' && state.path !== 'connect.carrying') return [state];
  const over = under === state.from ? undefined : under;
  const next = { ...state, over };
  if (state.path === 'connect.carrying' && !over) return state.over ? [next, { do: 'let-go' }] : [next];
  const to = state.path === 'connect.carrying' ? state.home : at;
  return [next, { do: 'rubber-band', from: state.from, to, over }, { do: 'hint', from: state.from, over, at }];
}

function release(state: Connect): Next {
  switch (state.path) {
    case 'connect.idle':
      return [state];
    case 'connect.called-off':
      return [NOT_CONNECTING, { do: 'put-back', key: state.from, home: state.home }];
    case 'connect.aiming':
      return [NOT_CONNECTING, ...AIM_ENDS, ...proposed(state.from, state.over)];
    case 'connect.carrying':
      if (!state.over) return [NOT_CONNECTING];
      return [NOT_CONNECTING, { do: 'let-go' }, { do: 'put-back', key: state.from, home: state.home }, ...proposed(state.from, state.over)];
  }
}

const proposed = (a: ResourceKey, b: ResourceKey | undefined): ConnectEffect[] => (b ? [{ do: 'propose', a, b }] : []);
const AIM_ENDS: readonly ConnectEffect[] = [{ do: 'dim', from: undefined }, { do: 'let-go' }, { do: 'offer', key: undefined }];

function cancel(state: Connect): Next {
  if (state.path === 'connect.aiming') return [NOT_CONNECTING, ...AIM_ENDS];
  if (state.path !== 'connect.carrying') return [state];
  const { from, home } = state;
  return [{ path: 'connect.called-off', from, home }, { do: 'let-go' }, { do: 'put-back', key: from, home }];
}

/** A VNet in the hand that is gone is no longer in the hand; one under the pointer that is gone is no longer meant. */
function refresh(state: Connect, there: Pick<ReadonlyMap<ResourceKey, unknown>, 'has'>): Next {
  if (state.path === 'connect.idle')
    return state.offered && !there.has(state.offered) ? [NOT_CONNECTING, { do: 'offer', key: undefined }] : [state];
  if (!there.has(state.from)) return [NOT_CONNECTING, ...AIM_ENDS];
  const kept = 'over' in state && state.over && !there.has(state.over) ? { ...state, over: undefined } : state;
  return state.path === 'connect.aiming' ? [kept, { do: 'dim', from: state.from }] : [kept];
}
