import type { Point } from '../../geometry/room.ts';

/** What happens while a lasso is drawn; places are places of the map. `removes` is whether what it goes around is to be dropped. */
export type LassoEvent =
  | { readonly type: 'press' | 'move'; readonly at: Point; readonly removes: boolean }
  | { readonly type: 'release' }
  | { readonly type: 'cancel' }
  | { readonly type: 'refresh' };

/** A line that a hand has drawn, closed from its end to its beginning. */
export interface Outline {
  readonly line: readonly Point[];
  readonly removes: boolean;
}

/** What should follow from it; the map carries it out. */
export type LassoEffect =
  | { readonly do: 'outline'; readonly outline: Outline | undefined }
  | { readonly do: 'pick'; readonly outline: Outline };

export type Lasso = { readonly path: 'lasso.idle' } | { readonly path: 'lasso.drawing'; readonly outline: Outline };

export const NO_LASSO: Lasso = { path: 'lasso.idle' };

/** Fewer points go around nothing: that was a click. */
const FEWEST = 3;

/** The tool for picking what a freehand line goes around. It knows only the line: what lies inside is asked when the hand lets go. */
export function lasso(state: Lasso, event: LassoEvent): readonly [Lasso, ...LassoEffect[]] {
  if (event.type === 'press') return drawn([event.at], event.removes);
  if (state.path === 'lasso.idle') return [state];
  const { outline } = state;
  switch (event.type) {
    case 'move':
      return drawn([...outline.line, event.at], event.removes);
    case 'release':
      return outline.line.length < FEWEST ? OVER : [...OVER, { do: 'pick', outline }];
    case 'cancel':
      return OVER;
    case 'refresh':
      return [state, { do: 'outline', outline }];
  }
}

const OVER: readonly [Lasso, LassoEffect] = [NO_LASSO, { do: 'outline', outline: undefined }];

function drawn(line: readonly Point[], removes: boolean): readonly [Lasso, LassoEffect] {
  const outline = { line, removes };
  return [
    { path: 'lasso.drawing', outline },
    { do: 'outline', outline },
  ];
}
