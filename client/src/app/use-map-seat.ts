import { type RefCallback, useMemo } from 'react';
import type { Selection } from '../lib/selection.ts';
import type { MapHandle } from './map-door.ts';

/** Where the map sits when it is on screen. What is to be framed waits here until it is. */
export interface MapSeat {
  readonly ref: RefCallback<MapHandle>;
  readonly handle: () => MapHandle | null;
  /** Frames the selection now, or as soon as the map has come. */
  readonly frame: (selection: Selection) => void;
}

/** A map that has just come fits everything into its view first; framing comes after that. */
const SETTLED_MS = 60;

/** The one seat for the map. */
export function useMapSeat(): MapSeat {
  return useMemo(() => {
    let map: MapHandle | null = null;
    let wanted: Selection | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = () => {
      if (wanted) map?.frame(wanted);
      if (map) wanted = undefined;
    };
    return {
      ref: (handle) => {
        map = handle;
        clearTimeout(timer);
        if (map && wanted) timer = setTimeout(frame, SETTLED_MS);
      },
      handle: () => map,
      frame: (selection) => {
        wanted = selection;
        frame();
      },
    };
  }, []);
}
