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

/** Size of a VNet's card. */
export const CARD = { width: 138, height: 50 } as const;

/** Size that the layout reserves for a card, including its badges and a margin. */
export const CARD_BOUNDS = { width: CARD.width + 14, height: CARD.height + 20 } as const;

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

/** Returns the box that the layout reserves for a VNet at that position. */
export const cardBoundsOf = ({ x, y }: Point): Box => ({
  x1: x - CARD_BOUNDS.width / 2,
  y1: y - CARD_BOUNDS.height / 2,
  x2: x + CARD_BOUNDS.width / 2,
  y2: y + CARD_BOUNDS.height / 2,
});
