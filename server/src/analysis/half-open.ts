import { type HalfRef, halfFrom, peeringKey } from '@peerscape/shared/topology';
import type { TaskResult } from '../work/analysis.ts';
import type { Model } from './model.ts';

/** Returns the pairs of the halves that have only one half. */
export function findHalfOpenPairs({ topology, nameOf }: Model, halves: readonly HalfRef[]): TaskResult<'findHalfOpen'> {
  const pairs = new Map(halves.map(({ from, to }) => [peeringKey(from, to), { from, to }]));
  return [...pairs].flatMap(([key, { from, to }]) => {
    const peering = topology().peerings.get(key);
    if (!peering) return [];
    const [near, far] = [halfFrom(peering, from), halfFrom(peering, to)];
    if ((near === undefined) === (far === undefined)) return [];
    const [a, b] = near ? [from, to] : [to, from];
    return [{ a, b, text: `${nameOf(a)} → ${nameOf(b)} exists, but ${nameOf(b)} → ${nameOf(a)} does not` }];
  });
}
