import { type Cidr, createPrefixIndex, type PrefixKey, prefixKey } from '../../net/index.ts';
import type { EffectiveRoute } from '../routes/effective-route.ts';

/** Prefixes of the VNets that represent the classes, by class. */
export type ClassPrefixes = readonly (readonly Cidr[])[];

/** Index of a route that a table chooses for all addresses of a class; `MIXED` if it chooses several, `NO_ROUTE` if none. */
export type RouteColumn = Int32Array;

const NO_ROUTE = -1;
const MIXED = -2;

/** Returns whether two classes are sent the same way by a table. */
export const isSameChoice = (column: RouteColumn, one: number, other: number): boolean =>
  column[one] === column[other] && column[one] !== MIXED;

/** Creates a function that computes, for the routes of a table, which route it chooses for each class. */
export function createColumns(prefixes: ClassPrefixes): (routes: readonly EffectiveRoute[]) => RouteColumn {
  const owners = createPrefixIndex(
    prefixes.flatMap((list, value) => list.map((cidr) => ({ cidr, value: { owner: value, length: cidr.length } }))),
  );
  return (routes) => {
    const active = routes.flatMap(({ cidr, state }, index) => (cidr && state === 'Active' ? [{ cidr, index }] : []));
    const byPrefix = new Map(active.map(({ cidr: { family, first, length }, index }) => [prefixKey(family, first, length), index]));
    const lengths = [...new Set(active.map(({ cidr }) => cidr.length))].sort((a, b) => b - a);
    const column = Int32Array.from(prefixes, (list) => {
      const [first, ...others] = list;
      const chosen = first ? chooseIndex(byPrefix, lengths, first) : NO_ROUTE;
      return others.every((cidr) => chooseIndex(byPrefix, lengths, cidr) === chosen) ? chosen : MIXED;
    });
    // a route inside the prefix of a class is not for all of its addresses
    for (const { cidr } of active) for (const { owner, length } of owners.around(cidr)) if (length < cidr.length) column[owner] = MIXED;
    return column;
  };
}

function chooseIndex(
  byPrefix: ReadonlyMap<PrefixKey, number>,
  lengths: readonly number[],
  { family, first, length: longest }: Cidr,
): number {
  for (const length of lengths) {
    const index = length <= longest ? byPrefix.get(prefixKey(family, first, length)) : undefined;
    if (index !== undefined) return index;
  }
  return NO_ROUTE;
}
