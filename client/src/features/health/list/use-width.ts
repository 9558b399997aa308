import { type RefObject, useLayoutEffect, useState } from 'react';

/** The width of an element, as it changes; wide until it is known. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(1280);
  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const read = () => setWidth(node.clientWidth);
    read();
    const watcher = new ResizeObserver(read);
    watcher.observe(node);
    return () => watcher.disconnect();
  }, [element]);
  return width;
}
