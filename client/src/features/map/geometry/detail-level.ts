/** Level of detail: shapes only (`far`), shapes with names (`mid`), cards (`near`). */
export type DetailLevel = 'far' | 'mid' | 'near';

const NEAR = 0.78;
const MID = 0.24;

/** Returns the level of detail for a zoom factor. */
export const detailLevel = (zoom: number): DetailLevel => (zoom >= NEAR ? 'near' : zoom >= MID ? 'mid' : 'far');

/** The middle distance, between shapes with names and cards: labels include prefixes, and lines go around cards. */
const CLOSE = 0.4;

/** Tests whether a zoom factor is at least that of the middle distance. */
export const isClose = (zoom: number): boolean => zoom >= CLOSE;

/** Returns the smallest zoom factor that shows as much as this one. */
export const leastZoomLike = (zoom: number): number => [NEAR, CLOSE, MID].find((limit) => zoom >= limit) ?? zoom;

/** Zoom limits. `maxFit` is the largest zoom that fitting uses; from `near` on, cards are drawn. */
export const ZOOM = { min: 0.008, max: 4, maxFit: 1.35, near: NEAR } as const;

/** Returns half the size, in map units, of a VNet's shape or card at `zoom`. Shapes have a minimum size on screen. */
export function nodeHalfSize(
  zoom: number,
  radius: number,
  card: { readonly width: number; readonly height: number },
): { readonly width: number; readonly height: number } {
  if (detailLevel(zoom) === 'near') return { width: card.width / 2, height: card.height / 2 };
  const side = Math.max(radius, (radius > 20 ? 3.2 : 1.9) / zoom);
  return { width: side, height: side };
}
