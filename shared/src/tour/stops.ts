import type { Stop } from './stop.ts';
import { addressSpaces } from './stops/address-spaces.ts';
import { shapes } from './stops/shapes.ts';
import { twoVNets } from './stops/two-vnets.ts';

/** The stops in the order in which they are taken. A further one, about routes for example, is a further entry: nothing else knows how many there are. */
export const STOPS: readonly Stop[] = [...twoVNets, ...addressSpaces, ...shapes];
