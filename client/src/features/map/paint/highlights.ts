import type { ResourceKey } from '@peerscape/shared/arm';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import type { PaintContext } from './paint-context.ts';
import { paintRing, type RingStyle } from './shapes.ts';

/**
 * Reason why a VNet is highlighted: it blocks a change, or the panel next to the map mentions it; `reached` by the VNet of that panel but not the
 * other way, or `reaching` it but not the other way.
 */
export type HighlightReason = 'in-the-way' | 'spoken-of' | 'reached' | 'reaching';

interface HighlightStyle {
  readonly colour: (palette: Palette) => string;
  /** Around a card. */
  readonly near: RingStyle;
  /** Around a disc, whose name is right below it. */
  readonly far: RingStyle;
}

const NARROW: RingStyle = { gap: 4, width: 2.5 };

const THIN: RingStyle = { gap: 5.5, width: 1.5 };
const DASHED: RingStyle = { gap: 5.5, width: 2, dash: [5, 4] };

/** Mentioned VNets have a wider ring, outside the rings for focused and selected VNets. */
const STYLES: Readonly<Record<HighlightReason, HighlightStyle>> = {
  'in-the-way': { colour: ({ warning }) => warning, near: NARROW, far: NARROW },
  'spoken-of': { colour: ({ highlight }) => highlight, near: { gap: 6.5, width: 3.5 }, far: { gap: 5.5, width: 3 } },
  reached: { colour: ({ highlight }) => highlight, near: THIN, far: THIN },
  reaching: { colour: ({ highlight }) => highlight, near: DASHED, far: DASHED },
};

/** Returns the highlighted VNets of the scene by index; VNets outside the scene are skipped. */
export const resolveHighlights = (
  { indexOf }: Scene,
  highlighted: ReadonlyMap<ResourceKey, HighlightReason>,
): readonly (readonly [node: number, reason: HighlightReason])[] =>
  [...highlighted].flatMap(([key, reason]) => {
    const node = indexOf.get(key);
    return node === undefined ? [] : [[node, reason] as const];
  });

/** Draws the highlight ring of a VNet. */
export function paintHighlight(context: PaintContext, node: number, reason: HighlightReason): void {
  const { colour, near, far } = STYLES[reason];
  const palette = { ...context.palette, focus: colour(context.palette) };
  paintRing({ ...context, palette }, node, context.level === 'near' ? near : far);
}
