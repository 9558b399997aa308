import { CARD } from './room.ts';

/** How closely the map is looked at: shapes alone, shapes with names, cards. */
export type Level = 'far' | 'mid' | 'near';

const NEAR = 0.78;
const MID = 0.24;

/** The level at a zoom. */
export const levelAt = (zoom: number): Level => (zoom >= NEAR ? 'near' : zoom >= MID ? 'mid' : 'far');

/** How near and how far one can look. */
export const ZOOM = { least: 0.008, most: 4, fitMost: 1.35, near: NEAR } as const;

/** Half the size in map units of what stands for a VNet at that zoom; never smaller than can be seen. */
export function halfSizeAt(zoom: number, radius: number): { readonly width: number; readonly height: number } {
  if (levelAt(zoom) === 'near') return { width: CARD.width / 2, height: CARD.height / 2 };
  const side = Math.max(radius, (radius > 20 ? 3.2 : 1.9) / zoom);
  return { width: side, height: side };
}
