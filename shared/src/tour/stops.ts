import type { Stop } from './stop.ts';
import { addressSpaces } from './stops/address-spaces.ts';
import { hubRouting } from './stops/hub-routing.ts';
import { shapes } from './stops/shapes.ts';
import { twoVNets } from './stops/two-vnets.ts';

/** All stops, in order. To add one, add an entry: no other code depends on their number. */
export const STOPS: readonly Stop[] = [...twoVNets, ...addressSpaces, ...shapes, ...hubRouting];

/** Rough duration of the tour. */
export const TOUR_MINUTES = 20;
