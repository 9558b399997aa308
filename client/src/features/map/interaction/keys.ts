import type { Direction } from '../model/neighbour.ts';

/** What a key asks of the map. */
export type KeyAct =
  | { readonly act: 'zoom'; readonly factor: number }
  | { readonly act: 'fit' }
  | { readonly act: 'clear' }
  | { readonly act: 'step'; readonly direction: Direction; readonly alongPeerings: boolean };

/** One press of + or − zooms by this. */
export const ZOOM_STEP = 1.4;

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** What the key means on the map; undefined when it means nothing here. Ctrl, Alt and Meta belong to browser and shell. */
export function keyAct({
  key,
  shiftKey,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>): KeyAct | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const direction = ARROWS[key];
  if (direction) return { act: 'step', direction, alongPeerings: !shiftKey };
  if (key === '+' || key === '=') return { act: 'zoom', factor: ZOOM_STEP };
  if (key === '-' || key === '_') return { act: 'zoom', factor: 1 / ZOOM_STEP };
  if (key === '0') return { act: 'fit' };
  if (key === 'Escape') return { act: 'clear' };
  return undefined;
}
