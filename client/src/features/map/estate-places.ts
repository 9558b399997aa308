import type { Elements } from './elements.ts';
import type { Grouping } from './grouping.ts';
import { dock } from './placement/dock.ts';
import type { Layout } from './placement/layout.ts';
import { type PlacementNode, place } from './placement/place.ts';
import type { Point } from './placement/room.ts';
import { forgetPositions, keepPosition, type PositionStore, placesOf, readPositions } from './positions.ts';

/** How VNets are arranged: the layout within each group. Each arrangement is a map of its own. */
export interface Arrangement {
  readonly grouping: Grouping;
  readonly layout: Layout;
}

/** Where the VNets of one estate stand, in each arrangement; what has a place keeps it as long as the map is open. */
export interface EstatePlaces {
  /** Places for all elements; only those that had none get new ones. */
  of(elements: Elements, arrangement: Arrangement): ReadonlyMap<string, Point>;
  /** A person moved a VNet; false when the browser cannot keep that. */
  keep(arrangement: Arrangement, key: string, at: Point): boolean;
  /** Forgets own and automatic places of an arrangement. */
  forget(arrangement: Arrangement): void;
}

/** What an arrangement is called where places are kept. */
const nameOf = ({ grouping, layout }: Arrangement): string => (layout === 'auto' ? grouping : `${grouping}/${layout}`);

/** What placement needs of the map's elements. */
export const placementOf = ({ nodes }: Elements): PlacementNode[] =>
  [...nodes.values()].map(({ key, name, group, connectedGroup, role }) => ({
    key,
    name,
    group: group.id,
    connectedGroup,
    isHub: role === 'hub',
  }));

/** The places of that estate, with a person's own positions read from the store. */
export function estatePlaces(store: PositionStore, estate: string): EstatePlaces {
  const known = new Map<string, Map<string, Point>>();
  return {
    of(elements, arrangement) {
      const [name, nodes, links] = [nameOf(arrangement), placementOf(elements), [...elements.links.values()]];
      const before = known.get(name);
      const places = before
        ? dock(nodes, links, before)
        : withOwn(place(nodes, links, arrangement.layout), placesOf(readPositions(store, estate), name));
      known.set(name, places);
      return places;
    },
    keep(arrangement, key, at) {
      const name = nameOf(arrangement);
      known.get(name)?.set(key, at);
      return keepPosition(store, estate, name, key, at);
    },
    forget(arrangement) {
      const name = nameOf(arrangement);
      known.delete(name);
      forgetPositions(store, estate, name);
    },
  };
}

function withOwn(places: Map<string, Point>, own: ReadonlyMap<string, Point>): Map<string, Point> {
  for (const [key, at] of own) if (places.has(key)) places.set(key, at);
  return places;
}
