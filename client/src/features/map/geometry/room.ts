/** Where something stands, in map units; at zoom 1 a map unit is a CSS pixel. */
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

/** The size of a VNet's card. */
export const CARD = { width: 138, height: 50 } as const;

/** The free room that a card keeps around itself, badges included. */
export const ROOM = { width: CARD.width + 14, height: CARD.height + 20 } as const;

/**
 * Cards are wide, so shapes are laid out in a plane that is squeezed sideways by this factor and stretched at the end:
 * circles become gentle ellipses, and a third more cards fit than with circles.
 */
export const STRETCH = 1.35;

/** Width ÷ height of what the map is usually looked at on. */
export const SCREEN_SHAPE = 1.75;

/** Two VNets that far apart in the squeezed plane never touch, whatever the direction between them. */
export const PITCH = Math.hypot(ROOM.width / STRETCH, ROOM.height);

/** The least length of a line in the squeezed plane, so that both halves have room for their signs. */
export const REACH = 190;

/** The smallest box around boxes; undefined around nothing. */
export function around(boxes: Iterable<Box>): Box | undefined {
  let all: Box | undefined;
  for (const box of boxes) {
    all = all
      ? { x1: Math.min(all.x1, box.x1), y1: Math.min(all.y1, box.y1), x2: Math.max(all.x2, box.x2), y2: Math.max(all.y2, box.y2) }
      : box;
  }
  return all;
}

/** The room that a VNet at that place takes. */
export const roomAt = ({ x, y }: Point): Box => ({
  x1: x - ROOM.width / 2,
  y1: y - ROOM.height / 2,
  x2: x + ROOM.width / 2,
  y2: y + ROOM.height / 2,
});
