import type { ResourceKey } from '@peerscape/shared/arm';
import type { Palette } from '../model/palette.ts';
import type { Scene } from '../model/scene.ts';
import type { Painting } from './canvas.ts';
import { paintRing, type Ring } from './shapes.ts';

/** Why a VNet is lit: it stands in the way of what is wanted, or it is what is spoken of beside the map. */
export type Light = 'in-the-way' | 'spoken-of';

interface Look {
  readonly colour: (palette: Palette) => string;
  /** Around a card. */
  readonly near: Ring;
  /** Around a disc, which has its name right below. */
  readonly far: Ring;
}

const NARROW: Ring = { gap: 4, width: 2.5 };

/** What is spoken of has a broader ring, outside of those that say selected and picked. */
const LOOKS: Readonly<Record<Light, Look>> = {
  'in-the-way': { colour: ({ warning }) => warning, near: NARROW, far: NARROW },
  'spoken-of': { colour: ({ spokenOf }) => spokenOf, near: { gap: 6.5, width: 3.5 }, far: { gap: 5.5, width: 3 } },
};

/** The lit VNets that are in the scene, by their numbers. */
export const lightsOn = ({ indexOf }: Scene, lit: ReadonlyMap<ResourceKey, Light>): readonly (readonly [node: number, light: Light])[] =>
  [...lit].flatMap(([key, light]) => {
    const node = indexOf.get(key);
    return node === undefined ? [] : [[node, light] as const];
  });

/** Lights a VNet up. */
export function paintLight(painting: Painting, node: number, light: Light): void {
  const { colour, near, far } = LOOKS[light];
  const palette = { ...painting.palette, focus: colour(painting.palette) };
  paintRing({ ...painting, palette }, node, painting.level === 'near' ? near : far);
}
