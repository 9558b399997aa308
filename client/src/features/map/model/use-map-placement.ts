import type { ManualPositions } from '@peerscape/shared/api';
import type { RoleOverrides } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Grouping } from '../../../lib/format/grouping.ts';
import { positionsOf } from '../../../lib/state/manual-positions.ts';
import type { Positions } from '../placement/place.ts';
import { createPlacer, type Placer } from '../placement/placer.ts';
import { type Arrangement, applyManualPositions, arrangementName, createPlacementJob, mergeAutomaticPlaces } from './arrangement.ts';
import { type Elements, elementsOf } from './elements.ts';
import { readPlaces, storePlaces } from './stored-places.ts';

/** Consistent input of the map at one moment: the topology with the elements and places computed from it. */
export interface MapPlacement {
  readonly estate: string;
  readonly topology: Topology;
  readonly arrangement: Arrangement;
  readonly elements: Elements;
  readonly places: Positions;
}

interface PlacementInput {
  readonly estate: string;
  readonly topology: Topology;
  readonly arrangement: Arrangement;
  /** Roles set manually, which override detection. */
  readonly roleOverrides: RoleOverrides;
  readonly manualPositions: ManualPositions;
}

/** Placement without manual positions; `round` counts the resets. */
interface AutomaticPlacement extends MapPlacement {
  readonly round: number;
}

interface CachedElements {
  readonly topology: Topology;
  readonly grouping: Grouping;
  readonly roleOverrides: RoleOverrides;
  readonly elements: Elements;
}

interface PlacementHandle {
  /** Latest finished placement; undefined before the first. */
  readonly placement: MapPlacement | undefined;
  readonly isPlacing: boolean;
  /** Discards the automatic places of the arrangement and places all VNets again. */
  readonly resetPlaces: () => void;
}

/** Created with the module, so that its worker starts while the estate is still being fetched. */
const PLACER = createPlacer();

/** Computes the places of a topology in a worker; VNets keep their places, also after the page is loaded again in its tab. */
export function useMapPlacement(
  { estate, topology, arrangement, roleOverrides, manualPositions }: PlacementInput,
  placer: Placer = PLACER,
): PlacementHandle {
  const placesByName = useRef(new Map<string, Positions>());
  const cachedElements = useRef<CachedElements>(undefined);
  const [automatic, setAutomatic] = useState<AutomaticPlacement>();
  const [round, setRound] = useState(0);
  const latestManual = useRef(manualPositions);
  latestManual.current = manualPositions;

  useEffect(() => {
    const name = placesName(estate, arrangement);
    const before = placesByName.current.get(name) ?? readPlaces(name);
    const elements = memoisedElements(cachedElements, topology, arrangement.grouping, roleOverrides);
    const job = createPlacementJob(elements, arrangement, before, positionsOf(latestManual.current, arrangementName(arrangement)));
    const done = (places: Positions) => {
      const merged = mergeAutomaticPlaces(places, before);
      placesByName.current.set(name, merged);
      if (job) storePlaces(name, merged);
      setAutomatic({ estate, topology, arrangement, elements, places: merged, round });
    };
    const failed = (error: unknown) =>
      setAutomatic(() => {
        throw error;
      });
    if (job) return placer.place(job, { done, failed });
    done(before ?? new Map());
    return undefined;
  }, [estate, topology, arrangement, roleOverrides, round, placer]);

  const placement = useMemo(
    () =>
      automatic && {
        ...automatic,
        places: applyManualPositions(automatic.places, positionsOf(manualPositions, arrangementName(automatic.arrangement))),
      },
    [automatic, manualPositions],
  );
  const resetPlaces = useCallback(() => {
    const name = placesName(estate, arrangement);
    placesByName.current.delete(name);
    storePlaces(name, undefined);
    setRound((previous) => previous + 1);
  }, [estate, arrangement]);
  const isPlacing = automatic?.topology !== topology || automatic.arrangement !== arrangement || automatic.round !== round;
  return { placement, isPlacing, resetPlaces };
}

const placesName = (estate: string, arrangement: Arrangement): string => `${estate}.${arrangementName(arrangement)}`;

/** Returns the cached elements while their inputs are unchanged: the layout does not affect them. */
function memoisedElements(
  cache: RefObject<CachedElements | undefined>,
  topology: Topology,
  grouping: Grouping,
  roleOverrides: RoleOverrides,
): Elements {
  const cached = cache.current;
  if (cached?.topology === topology && cached.grouping === grouping && cached.roleOverrides === roleOverrides) return cached.elements;
  const elements = elementsOf(topology, grouping, roleOverrides);
  cache.current = { topology, grouping, roleOverrides, elements };
  return elements;
}
