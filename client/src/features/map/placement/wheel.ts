import type { Part } from '@peerscape/shared/shapes';
import { type Figure, figure, figureOf, polar, ringRadius, TURN } from './figure.ts';
import { PITCH, type Point, REACH } from './room.ts';

type Star = Extract<Part, { kind: 'star' }>;

/** Spokes stand on so many rings at most, one after the other in turn. */
const MOST_RINGS = 12;
const START = -Math.PI / 2;

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
  const hubs = ringRadius(stars.length, REACH * 0.8);
  const inner = Math.max(hubs + REACH, (round * PITCH) / TURN);
  const places = new Map<number, Point>();
  let passed = 0;
  stars.forEach(({ hub }, i) => {
    const [share, spokes] = [shares[i] ?? 1, spokesOf[i] ?? []];
    const turn = (part: number) => START + (TURN * part) / round;
    places.set(hub, polar(Math.max(hubs, inner - 2.2 * REACH), turn(passed + share / 2)));
    spokes.forEach((spoke, k) => {
      const along = passed + 0.5 + ((k + 0.5) / spokes.length) * (share - 1);
      places.set(spoke, polar(inner + (k % rings) * PITCH, turn(along)));
    });
    passed += share;
  });
  return figure(places);
}
