import { type RefCallback, useMemo } from 'react';
import type { Selection } from '../../lib/state/selection.ts';
import type { MapHandle } from '../lazy.ts';

/** Where the map sits when it is on screen. What is to be framed waits here until it is. */
export interface MapSeat {
  readonly ref: RefCallback<MapHandle>;
  readonly handle: () => MapHandle | null;
  /** Frames the selection now, or as soon as the map has come. */
  readonly frame: (selection: Selection) => void;
}

/** The one seat for the map. */
export function useMapSeat(): MapSeat {
  return useMemo(() => {
    let map: MapHandle | null = null;
    let wanted: Selection | undefined;
    const frame = () => {
      if (wanted) map?.frame(wanted);
      if (map) wanted = undefined;
    };
    return {
      ref: (handle) => {
        map = handle;
        frame();
      },
      handle: () => map,
      frame: (selection) => {
        wanted = selection;
        frame();
      },
    };
  }, []);
}
