import type { Change } from '../topology/index.ts';

/**
 * The changes in an order that Azure accepts, otherwise as given: transit is offered before the twin uses the gateways, and the twin stops
 * using them before transit is withdrawn. Changes of one half keep their order.
 */
export function orderChanges(changes: readonly Change[]): readonly Change[] {
  const waiting = [...changes];
  const ordered: Change[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex((change, at) => !waiting.some((other, i) => i !== at && goesBefore(other, i, change, at)));
    ordered.push(...waiting.splice(Math.max(free, 0), 1));
  }
  return ordered;
}

function goesBefore(other: Change, i: number, change: Change, at: number): boolean {
  if (isSameHalf(other, change)) return i < at;
  if (!areTwins(other, change) || other.kind !== 'put-half' || change.kind !== 'put-half') return false;
  const isOffer = other.flags?.allowTransit === true && change.flags?.useRemoteGateways === true;
  const isRelease = other.flags?.useRemoteGateways === false && change.flags?.allowTransit === false;
  return isOffer || isRelease;
}

const isSameHalf = (one: Change, other: Change): boolean => one.from === other.from && one.to === other.to;
const areTwins = (one: Change, other: Change): boolean => one.from === other.to && one.to === other.from;
