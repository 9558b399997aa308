import type { Point } from '../../geometry/bounds.ts';

/** Input events of the lasso tool; points are map positions. With `removes`, the lasso removes VNets from the selection. */
export type LassoEvent =
  | { readonly type: 'press' | 'move'; readonly at: Point; readonly removes: boolean }
  | { readonly type: 'release' }
  | { readonly type: 'cancel' }
  | { readonly type: 'refresh' };

/** Freehand line, closed from its end to its start. */
export interface LassoOutline {
  readonly line: readonly Point[];
  readonly removes: boolean;
}

/** Effects of the lasso tool, which the map carries out. */
export type LassoEffect =
  | { readonly do: 'outline'; readonly outline: LassoOutline | undefined }
  | { readonly do: 'select'; readonly outline: LassoOutline };

export type LassoState = { readonly path: 'lasso.idle' } | { readonly path: 'lasso.drawing'; readonly outline: LassoOutline };

export const LASSO_IDLE: LassoState = { path: 'lasso.idle' };

/** Minimum number of points of an outline; fewer are a click. */
const MIN_POINTS = 3;

/** Reducer of the lasso tool, which selects the VNets inside a freehand line. It knows only the line; the hit test is on release. */
export function reduceLasso(state: LassoState, event: LassoEvent): readonly [LassoState, ...LassoEffect[]] {
  if (event.type === 'press') return drawing([event.at], event.removes);
  if (state.path === 'lasso.idle') return [state];
  const { outline } = state;
  switch (event.type) {
    case 'move':
      return drawing([...outline.line, event.at], event.removes);
    case 'release':
      return outline.line.length < MIN_POINTS ? END : [...END, { do: 'select', outline }];
    case 'cancel':
      return END;
    case 'refresh':
      return [state, { do: 'outline', outline }];
  }
}

const END: readonly [LassoState, LassoEffect] = [LASSO_IDLE, { do: 'outline', outline: undefined }];

function drawing(line: readonly Point[], removes: boolean): readonly [LassoState, LassoEffect] {
  const outline = { line, removes };
  return [
    { path: 'lasso.drawing', outline },
    { do: 'outline', outline },
  ];
}
