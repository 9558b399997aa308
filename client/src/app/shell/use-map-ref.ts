import { type RefCallback, useMemo } from 'react';
import type { FocusedItem } from '../../lib/state/focused-item.ts';
import type { MapHandle } from '../lazy.ts';

/** Ref of the map. An item to frame is queued until the map is mounted. */
export interface MapRef {
  readonly ref: RefCallback<MapHandle>;
  readonly handle: () => MapHandle | null;
  /** Frames the item now, or as soon as the map is mounted. */
  readonly frame: (item: FocusedItem) => void;
}

/** Creates the ref of the map. */
export function useMapRef(): MapRef {
  return useMemo(() => {
    let map: MapHandle | null = null;
    let queued: FocusedItem | undefined;
    const flush = () => {
      if (queued) map?.frame(queued);
      if (map) queued = undefined;
    };
    return {
      ref: (handle) => {
        map = handle;
        flush();
      },
      handle: () => map,
      frame: (item) => {
        queued = item;
        flush();
      },
    };
  }, []);
}
