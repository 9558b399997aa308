import type { Part } from '@peerscape/shared/shapes';
import { PITCH, type Point, REACH } from '../geometry/room.ts';
import { type Figure, figureOf, polar, ringRadius, TURN, turning } from './figure.ts';

type Star = Extract<Part, { kind: 'star' }>;

/** Spokes stand on so many rings at most, one after the other in turn. */
const MOST_RINGS = 12;
const START = -Math.PI / 2;
/** A wheel may be turned in so many steps, for its lines to elsewhere to be short. */
const TURNS = 24;

/** Hubs on a circle in the middle, the spokes of each fanned out behind it: the hub mesh stays clear of the spokes. */
export function wheel(stars: readonly Star[]): Figure {
  const [only] = stars;
  if (only && stars.length === 1) return figureOf(only);
  const spokesOf = stars.map(({ spokes, tails }) => [...spokes, ...tails.map(({ node }) => node)]);
  const count = spokesOf.reduce((sum, { length }) => sum + length, 0);
  const rings = Math.max(1, Math.min(MOST_RINGS, Math.round(Math.sqrt(count) / 4)));
  // each fan keeps the room of one card to the next
  const shares = spokesOf.map(({ length }) => length / rings + 1);
  const round = shares.reduce((sum, share) => sum + share, 0);
  const nearest = Math.min(...shares.map((share, i) => (share + (shares[(i + 1) % shares.length] ?? share)) / 2));
  const least = ringRadius(round / nearest, REACH * 0.8);
  const inner = Math.max(least + REACH, ringRadius(round, REACH));
  const hubs = Math.max(least, inner - 2.2 * REACH);
  const turned = (by: number) => {
    const places = new Map<number, Point>();
    const start = START + (TURN * by) / TURNS;
    let passed = 0;
    stars.forEach(({ hub }, i) => {
      const [share, spokes] = [shares[i] ?? 1, spokesOf[i] ?? []];
      const turn = (part: number) => start + (TURN * part) / round;
      places.set(hub, polar(hubs, turn(passed + share / 2)));
      spokes.forEach((spoke, k) => {
        const along = passed + 0.5 + ((k + 0.5) / spokes.length) * (share - 1);
        places.set(spoke, polar(inner + (k % rings) * PITCH, turn(along)));
      });
      passed += share;
    });
    return places;
  };
  return turning(turned, TURNS);
}
