import { type RefObject, useLayoutEffect, useRef } from 'react';
import type { Point } from '../geometry/bounds.ts';
import { placeBeside } from '../geometry/place-beside.ts';
import type { Size } from '../geometry/view.ts';

/** Returns the ref of an element that is placed beside a point of the map's area, by its size after each render. `clear` is as for `placeBeside`. */
export function usePlaceBeside(at: Point, area: Size, clear?: number): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!element.current) return;
    const { offsetWidth: width, offsetHeight: height, style } = element.current;
    const { x, y } = placeBeside(at, { width, height }, area, clear);
    style.left = `${x}px`;
    style.top = `${y}px`;
  });
  return element;
}
