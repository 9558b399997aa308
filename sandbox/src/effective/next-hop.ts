import { type Address, containsAddress, parseAddress } from '@peerscape/shared/net';
import { cidrOf } from '../addressing/prefixes.ts';
import type { EffectiveRoute } from './route.ts';

/** Chooses the route of a packet: that with the longest prefix of the Active ones. */
export function chooseRoute(routes: readonly EffectiveRoute[], destination: Address): EffectiveRoute | undefined {
  const covering = routes
    .filter(({ state }) => state === 'Active')
    .map((route) => ({ route, length: lengthOf(route, destination) }))
    .filter(({ length }) => length >= 0);
  return covering.sort((a, b) => b.length - a.length)[0]?.route;
}

/** Returns the length of the longest prefix of the route that contains the address; -1 if none does. */
const lengthOf = ({ prefixes }: EffectiveRoute, address: Address): number =>
  Math.max(
    -1,
    ...prefixes.flatMap((prefix) => {
      const cidr = cidrOf(prefix);
      return cidr && containsAddress(cidr, address) ? cidr.length : [];
    }),
  );

/** Parses an address; undefined if it is invalid. */
export const addressOf = (text: string): Address | undefined => {
  const parsed = parseAddress(text);
  return parsed.ok ? parsed.value : undefined;
};
