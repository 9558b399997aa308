import { type AttachedResources, formatKinds, missingOf, type Topology, VNET_KINDS } from '@peerscape/shared/topology';

/** Short label on a VNet for a resource that is in it or attached to it. */
export interface Badge {
  readonly text: string;
  readonly meaning: string;
  readonly kind: 'gateway' | 'appliance' | 'routing' | 'dns';
}

interface BadgeRule extends Badge {
  readonly count: (attached: AttachedResources) => number;
}

/** Badges in display order; cards, tooltips and the legend read this table. */
export const BADGES: readonly BadgeRule[] = VNET_KINDS.flatMap(({ kind: list, definition: { badges = [] } }) =>
  badges.map((badge) => ({
    text: badge.text,
    meaning: badge.meaning,
    kind: badge.category,
    count: (attached) => attached[list].filter((row) => badge.includes?.(row) ?? true).length,
  })),
);

/** Returns the badges of a VNet. They are plain data because the map is posted to a worker that draws it. */
export const badgesOf = (attached: AttachedResources | undefined): readonly Badge[] =>
  attached ? BADGES.filter((badge) => badge.count(attached) > 0).map(({ text, meaning, kind }) => ({ text, meaning, kind })) : [];

/** Resource types that badges show. */
const BADGE_KINDS = VNET_KINDS.filter(({ definition }) => definition.badges !== undefined).map(({ kind }) => kind);

/** Names the resource types of badges that the source does not include: VNets may have them without a badge. Undefined if none are missing. */
export function describeMissingBadges(topology: Topology): string | undefined {
  const missing = missingOf(topology, BADGE_KINDS);
  return missing.length > 0 ? `not in the source: ${formatKinds(missing)}` : undefined;
}
