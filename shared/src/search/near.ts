import type { ResourceKey } from '../arm/index.ts';
import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import { otherEnd, type Topology } from '../topology/index.ts';
import type { QueryTest, TermQuery } from './query.ts';
import type { SearchIndex } from './search-index.ts';

/** Value of `near:`: the VNets in its centre, by name or resource ID, and the greatest number of peerings from there. */
interface Neighbourhood {
  /** Lower case. */
  readonly centre: string;
  readonly hops: number;
}

/** Splits a value such as `hub-weu+2`; names of VNets and resource IDs contain no `+`. */
function parseNeighbourhood(text: string): ParseResult<Neighbourhood> {
  const [, centre, hops] = /^([^+]+)(?:\+(\d))?$/.exec(text) ?? [];
  return centre === undefined
    ? parseFailure('Enter the name or resource ID of a VNet after "near:", then "+" and a number from 0 to 9 for more or fewer peerings')
    : parseSuccess({ centre: centre.toLowerCase(), hops: hops === undefined ? 1 : Number(hops) });
}

/** Finds the VNets that at most `hops` peerings separate from the centre. */
function findNeighbourhood(index: SearchIndex, { centre, hops }: Neighbourhood): ReadonlySet<ResourceKey> {
  const { peeringsOf } = index.topology;
  const found = new Set(index.nodesNamed(centre).map(({ key }) => key));
  let edge: readonly ResourceKey[] = [...found];
  for (let hop = 0; hop < hops && edge.length > 0; hop++) {
    edge = edge.flatMap((key) => (peeringsOf.get(key) ?? []).map((peering) => otherEnd(peering, key))).filter((key) => !found.has(key));
    for (const key of edge) found.add(key);
  }
  return found;
}

/** Creates the test: a peering matches when both its VNets are in the neighbourhood. */
const toQuery =
  (value: Neighbourhood): TermQuery =>
  (index): QueryTest => {
    const keys = findNeighbourhood(index, value);
    return { node: ({ key }) => keys.has(key), peering: ({ a, b }) => keys.has(a) && keys.has(b) };
  };

/** Returns the names of the VNets inside a neighbourhood whose peerings were not all read, so that it may be larger. */
function findGaps(index: SearchIndex, value: Neighbourhood): readonly string[] {
  if (value.hops === 0) return [];
  const { vnets } = index.topology;
  const inside = findNeighbourhood(index, { ...value, hops: value.hops - 1 });
  return [...inside].flatMap((key) => {
    const vnet = vnets.get(key);
    return vnet?.halvesNotRead ? [vnet.name] : [];
  });
}

/** Calls `use` with a valid value. */
const ifValid = <T>(text: string, use: (value: Neighbourhood) => T): T | undefined => {
  const parsed = parseNeighbourhood(text);
  return parsed.ok ? use(parsed.value) : undefined;
};

/** The term `near:`. */
export const nearTerm = {
  key: 'near',
  means: 'a VNet by its exact name or resource ID, and those peered with it: near:hub-weu; near:hub-weu+2 goes one peering further',
  values: new Map<string, string>(),
  parse: (text: string): ParseResult<TermQuery> => {
    const parsed = parseNeighbourhood(text);
    return parsed.ok ? parseSuccess(toQuery(parsed.value)) : parsed;
  },
  findProblem: (text: string, index: SearchIndex) =>
    ifValid(text, ({ centre }) => (index.nodesNamed(centre).length > 0 ? undefined : `No VNet has the name or resource ID "${centre}"`)),
  findGaps: (text: string, index: SearchIndex) => ifValid(text, (value) => findGaps(index, value)) ?? [],
};

/** Formats the filter for VNets and those that at most `hops` peerings separate from one of them: `near:hub-weu OR near:spoke-a`. */
export function formatNear({ vnets, ghosts }: Topology, keys: Iterable<ResourceKey>, hops = 1): string {
  const names = new Map<string, number>();
  for (const { name } of [...vnets.values(), ...ghosts.values()]) names.set(name.toLowerCase(), (names.get(name.toLowerCase()) ?? 0) + 1);
  const suffix = hops === 1 ? '' : `+${hops}`;
  return [...keys]
    .flatMap((key) => vnets.get(key) ?? ghosts.get(key) ?? [])
    .map(({ name, id }) => `near:${quote(names.get(name.toLowerCase()) === 1 ? name : id)}${suffix}`)
    .join(' OR ');
}

const quote = (value: string): string => (/[\s()]/.test(value) ? `"${value}"` : value);
