import type { Topology } from '@peerscape/shared/topology';
import { type Elements, isEquipped } from './elements.ts';
import type { Grouping } from './grouping.ts';
import { dock } from './placement/dock.ts';
import { type PlacementNode, place } from './placement/place.ts';
import type { Point } from './placement/room.ts';
import { forgetPositions, keepPosition, type PositionStore, placesOf, readPositions } from './positions.ts';

/** Where the VNets of one estate stand, in each grouping; what has a place keeps it as long as the map is open. */
export interface EstatePlaces {
  /** Places for all elements; only those that had none get new ones. */
  of(topology: Topology, elements: Elements, grouping: Grouping): ReadonlyMap<string, Point>;
  /** A person moved a VNet; false when the browser cannot keep that. */
  keep(grouping: Grouping, key: string, at: Point): boolean;
  /** Forgets own and automatic places of a grouping. */
  forget(grouping: Grouping): void;
}

/** The places of that estate, with a person's own positions read from the store. */
export function estatePlaces(store: PositionStore, estate: string): EstatePlaces {
  const known = new Map<Grouping, Map<string, Point>>();
  return {
    of(topology, elements, grouping) {
      const nodes: PlacementNode[] = [...elements.nodes.values()].map(({ key, name, group, connectedGroup }) => ({
        key,
        name,
        group: group.id,
        connectedGroup,
        equipped: isEquipped(topology, key),
      }));
      const links = [...elements.links.values()];
      const before = known.get(grouping);
      const places = before ? dock(nodes, links, before) : withOwn(place(nodes, links), placesOf(readPositions(store, estate), grouping));
      known.set(grouping, places);
      return places;
    },
    keep(grouping, key, at) {
      known.get(grouping)?.set(key, at);
      return keepPosition(store, estate, grouping, key, at);
    },
    forget(grouping) {
      known.delete(grouping);
      forgetPositions(store, estate, grouping);
    },
  };
}

function withOwn(places: Map<string, Point>, own: ReadonlyMap<string, Point>): Map<string, Point> {
  for (const [key, at] of own) if (places.has(key)) places.set(key, at);
  return places;
}
