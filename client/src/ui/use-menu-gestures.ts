import { type KeyboardEvent, type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';
import type { MenuAnchor } from './context-menu.tsx';

/** Opens the menu of what is at `target`; returns false if it has none. */
type OpenAt = (target: Element, anchor: MenuAnchor) => boolean;

const LONG_PRESS_MS = 500;
/** Distance in CSS pixels from which a touch is a swipe. */
const MAX_DRIFT = 10;

/** Returns true for the keys that open a context menu. */
export const isMenuKey = ({ key, shiftKey }: Pick<globalThis.KeyboardEvent, 'key' | 'shiftKey'>): boolean =>
  key === 'ContextMenu' || (key === 'F10' && shiftKey);

/** Returns an anchor at a point. */
const anchorAt = ({ clientX, clientY }: Pick<globalThis.MouseEvent, 'clientX' | 'clientY'>): MenuAnchor => ({
  x: clientX,
  y: clientY,
  width: 0,
  height: 0,
});

/** Returns an anchor at the box of an element. */
export function anchorOf(element: Element): MenuAnchor {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

/** Returns handlers that open a context menu on a right click, the ContextMenu key, Shift+F10 and a long press. */
export function useMenuGestures(open: OpenAt) {
  const press = useRef<{ readonly x: number; readonly y: number; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  /** True from a long press until the next touch: its release is not a click. */
  const wasHeld = useRef(false);
  const endPress = () => {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  };
  useEffect(() => () => clearTimeout(press.current?.timer), []);
  return {
    onContextMenu(event: MouseEvent) {
      if (event.target instanceof Element && open(event.target, anchorAt(event))) event.preventDefault();
    },
    onKeyDown(event: KeyboardEvent) {
      const { target } = event;
      if (isMenuKey(event) && target instanceof Element && open(target, anchorOf(target))) event.preventDefault();
    },
    onPointerDown({ pointerType, target, clientX, clientY }: PointerEvent) {
      endPress();
      wasHeld.current = false;
      if (pointerType !== 'touch' || !(target instanceof Element)) return;
      const hold = () => {
        wasHeld.current = open(target, anchorAt({ clientX, clientY }));
      };
      press.current = { x: clientX, y: clientY, timer: setTimeout(hold, LONG_PRESS_MS) };
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { current } = press;
      if (current && Math.hypot(clientX - current.x, clientY - current.y) > MAX_DRIFT) endPress();
    },
    onPointerUp: endPress,
    onPointerCancel: endPress,
    onClickCapture(event: MouseEvent) {
      if (wasHeld.current) event.stopPropagation();
      wasHeld.current = false;
    },
  };
}
