import type { Part } from '@peerscape/shared/shapes';
import { MIN_LINK_LENGTH, MIN_NODE_DISTANCE, type Point } from '../geometry/bounds.ts';
import { type Cluster, createCluster, createRotatableCluster, FULL_TURN, fromPolar, ringRadius } from './cluster.ts';

type Star = Extract<Part, { kind: 'star' }>;

/** Maximum number of rings for the spokes. */
const MAX_RINGS = 12;
const START_ANGLE = -Math.PI / 2;
/** Number of rotations to try when a radial cluster orients itself towards its outgoing links. */
const ROTATION_STEPS = 24;

/** Lays out stars radially: the hubs on an inner circle, the spokes of each fanned out behind it, so that no spoke covers the hub mesh. */
export function createRadialCluster(stars: readonly Star[]): Cluster {
  const [only] = stars;
  if (only && stars.length === 1) return createCluster(only);
  const spokesOf = stars.map(({ spokes, tails }) => [...spokes, ...tails.map(({ node }) => node)]);
  const count = spokesOf.reduce((sum, { length }) => sum + length, 0);
  const rings = Math.max(1, Math.min(MAX_RINGS, Math.round(Math.sqrt(count) / 4)));
  // leave the space of one card between fans
  const shares = spokesOf.map(({ length }) => length / rings + 1);
  const total = shares.reduce((sum, share) => sum + share, 0);
  const minGap = Math.min(...shares.map((share, i) => (share + (shares[(i + 1) % shares.length] ?? share)) / 2));
  const minHubRadius = ringRadius(total / minGap, MIN_LINK_LENGTH * 0.8);
  const inner = Math.max(minHubRadius + MIN_LINK_LENGTH, ringRadius(total, MIN_LINK_LENGTH));
  const hubRadius = Math.max(minHubRadius, inner - 2.2 * MIN_LINK_LENGTH);
  const rotated = (step: number) => {
    const positions = new Map<number, Point>();
    const start = START_ANGLE + (FULL_TURN * step) / ROTATION_STEPS;
    let offset = 0;
    stars.forEach(({ hub }, i) => {
      const [share, spokes] = [shares[i] ?? 1, spokesOf[i] ?? []];
      const angleAt = (share: number) => start + (FULL_TURN * share) / total;
      positions.set(hub, fromPolar(hubRadius, angleAt(offset + share / 2)));
      spokes.forEach((spoke, k) => {
        const along = offset + 0.5 + ((k + 0.5) / spokes.length) * (share - 1);
        positions.set(spoke, fromPolar(inner + (k % rings) * MIN_NODE_DISTANCE, angleAt(along)));
      });
      offset += share;
    });
    return positions;
  };
  return createRotatableCluster(rotated, ROTATION_STEPS);
}
