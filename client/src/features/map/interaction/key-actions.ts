import type { Direction } from '../model/neighbour.ts';

/** Action that a key triggers on the map. */
export type KeyAction =
  | { readonly act: 'zoom'; readonly factor: number }
  | { readonly act: 'clear' }
  | { readonly act: 'step'; readonly direction: Direction; readonly alongPeerings: boolean };

/** Zoom factor of one press of +. */
export const ZOOM_STEP = 1.4;

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** Returns the action of a key press; undefined without one. Keys with Ctrl, Alt or Meta are left to the browser and the shell. */
export function toKeyAction({
  key,
  shiftKey,
  ctrlKey,
  altKey,
  metaKey,
}: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>): KeyAction | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  const direction = ARROWS[key];
  if (direction) return { act: 'step', direction, alongPeerings: !shiftKey };
  if (key === '+' || key === '=') return { act: 'zoom', factor: ZOOM_STEP };
  if (key === '-' || key === '_') return { act: 'zoom', factor: 1 / ZOOM_STEP };
  if (key === 'Escape') return { act: 'clear' };
  return undefined;
}
