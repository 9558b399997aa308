import type { SaidRoles } from '@peerscape/shared/shapes';
import type { Topology } from '@peerscape/shared/topology';
import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type OwnPositions, positionsIn } from '../../../lib/state/own-positions.ts';
import type { Places } from '../placement/place.ts';
import { newPlacer, type Placer } from '../placement/placer.ts';
import { type Arrangement, arrangementName, automaticPlaces, jobFor, withOwn } from './arrangement.ts';
import { type Elements, elementsOf } from './elements.ts';
import type { Grouping } from './grouping.ts';

/** What the map stands on at one moment: everything in it belongs together. */
export interface Placed {
  readonly estate: string;
  readonly topology: Topology;
  readonly arrangement: Arrangement;
  readonly elements: Elements;
  readonly places: Places;
}

interface Wanted {
  readonly estate: string;
  readonly topology: Topology;
  readonly arrangement: Arrangement;
  /** What people say of VNets, whatever is detected. */
  readonly said: SaidRoles;
  /** Where people have put VNets. */
  readonly own: OwnPositions;
}

/** What was placed without what people have put elsewhere, in which round of placing everything anew. */
interface Automatic extends Placed {
  readonly round: number;
}

interface Drawn {
  readonly topology: Topology;
  readonly grouping: Grouping;
  readonly said: SaidRoles;
  readonly elements: Elements;
}

interface Placing {
  /** The last that was placed, which stays until the next is; undefined before the first. */
  readonly placed: Placed | undefined;
  readonly isPlacing: boolean;
  /** Forgets the automatic places of the arrangement and places everything anew. */
  readonly again: () => void;
}

/** Ready as soon as the map's code is there, which comes while the estate is still being fetched. */
const PLACER = newPlacer();

/** Places for a topology, worked out beside the page; what has a place keeps it as long as the map is open. */
export function usePlaced({ estate, topology, arrangement, said, own }: Wanted, placer: Placer = PLACER): Placing {
  const known = useRef(new Map<string, Places>());
  const drawn = useRef<Drawn>(undefined);
  const [automatic, setAutomatic] = useState<Automatic>();
  const [round, setRound] = useState(0);
  const latestOwn = useRef(own);
  latestOwn.current = own;

  useEffect(() => {
    const name = `${estate}\n${arrangementName(arrangement)}`;
    const before = known.current.get(name);
    const elements = elementsAgain(drawn, topology, arrangement.grouping, said);
    const done = (places: Places) => {
      const stand = automaticPlaces(places, before);
      known.current.set(name, stand);
      setAutomatic({ estate, topology, arrangement, elements, places: stand, round });
    };
    const failed = (error: unknown) =>
      setAutomatic(() => {
        throw error;
      });
    const job = jobFor(elements, arrangement, before, positionsIn(latestOwn.current, arrangementName(arrangement)));
    if (job) return placer.place(job, { done, failed });
    done(before ?? new Map());
    return undefined;
  }, [estate, topology, arrangement, said, round, placer]);

  const placed = useMemo(
    () => automatic && { ...automatic, places: withOwn(automatic.places, positionsIn(own, arrangementName(automatic.arrangement))) },
    [automatic, own],
  );
  const again = useCallback(() => {
    known.current.delete(`${estate}\n${arrangementName(arrangement)}`);
    setRound((before) => before + 1);
  }, [estate, arrangement]);
  const isPlacing = automatic?.topology !== topology || automatic.arrangement !== arrangement || automatic.round !== round;
  return { placed, isPlacing, again };
}

/** The elements, the same ones for the same: another layout alone changes none. */
function elementsAgain(last: RefObject<Drawn | undefined>, topology: Topology, grouping: Grouping, said: SaidRoles): Elements {
  const before = last.current;
  if (before?.topology === topology && before.grouping === grouping && before.said === said) return before.elements;
  const elements = elementsOf(topology, grouping, said);
  last.current = { topology, grouping, said, elements };
  return elements;
}
