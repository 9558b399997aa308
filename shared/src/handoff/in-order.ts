import type { Change } from '../topology/index.ts';

/**
 * Orders the changes as Azure accepts them, and keeps their order otherwise: gateway transit is allowed before the counterpart uses it, and the
 * counterpart stops using it before transit is turned off. Changes of one half keep their order.
 */
export function orderChanges(changes: readonly Change[]): readonly Change[] {
  const waiting = [...changes];
  const ordered: Change[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((change, at) => !waiting.some((other, i) => i !== at && mustPrecede(other, i, change, at)));
    ordered.push(...waiting.splice(Math.max(next, 0), 1));
  }
  return ordered;
}

function mustPrecede(other: Change, i: number, change: Change, at: number): boolean {
  if (isSameHalf(other, change)) return i < at;
  if (!areCounterparts(other, change) || other.kind !== 'put-half' || change.kind !== 'put-half') return false;
  const isOffer = other.flags?.allowTransit === true && change.flags?.useRemoteGateways === true;
  const isRelease = other.flags?.useRemoteGateways === false && change.flags?.allowTransit === false;
  return isOffer || isRelease;
}

const isSameHalf = (one: Change, other: Change): boolean => one.from === other.from && one.to === other.to;
const areCounterparts = (one: Change, other: Change): boolean => one.from === other.to && one.to === other.from;
