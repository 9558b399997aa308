/** Position in map units; at zoom 1 a map unit is a CSS pixel. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Size of a VNet's card with a short name; in estates with long names, cards are larger. */
export const CARD = { width: 138, height: 50 } as const;

interface CardSize {
  readonly width: number;
  readonly height: number;
}

/** Returns the size that the layout reserves for a card, including its badges and a margin. */
export const boundsForCard = ({ width, height }: CardSize): CardSize => ({ width: width + 14, height: height + 20 });

/** Size that the layout reserves for a card with a short name. */
export const CARD_BOUNDS = boundsForCard(CARD);

/**
 * Horizontal stretch. Cards are wide, so the layout works in a plane that is compressed horizontally by this factor and expanded at the end:
 * circles become ellipses, which fit a third more cards.
 */
export const STRETCH = 1.35;

/** Typical aspect ratio (width ÷ height) of the screen. */
export const SCREEN_ASPECT_RATIO = 1.75;

/** Distance in the compressed plane at which two VNets never overlap, whatever the direction between them. */
export const MIN_NODE_DISTANCE = Math.hypot(CARD_BOUNDS.width / STRETCH, CARD_BOUNDS.height);

/** Minimum length of a line in the compressed plane, so that both halves have space for their glyphs. */
export const MIN_LINK_LENGTH = 190;

/** Returns the smallest box that contains all boxes; undefined when there are none. */
export function unionBoxes(boxes: Iterable<Box>): Box | undefined {
  let union: Box | undefined;
  for (const box of boxes) {
    union = union
      ? { x1: Math.min(union.x1, box.x1), y1: Math.min(union.y1, box.y1), x2: Math.max(union.x2, box.x2), y2: Math.max(union.y2, box.y2) }
      : box;
  }
  return union;
}

/** Returns true if a point is inside a box or on its edge. */
export const contains = ({ x1, y1, x2, y2 }: Box, { x, y }: Point): boolean => x >= x1 && x <= x2 && y >= y1 && y <= y2;

/** Returns the box of a size around a point. */
export const boxAround = ({ x, y }: Point, { width, height }: CardSize): Box => ({
  x1: x - width / 2,
  y1: y - height / 2,
  x2: x + width / 2,
  y2: y + height / 2,
});

/** Returns the box that the layout reserves for a VNet at that position. */
export const cardBoundsOf = (at: Point, card: CardSize = CARD): Box => boxAround(at, boundsForCard(card));
