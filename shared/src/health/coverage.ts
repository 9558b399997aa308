import type { AttachedKind } from '../topology/index.ts';

const KIND_WORDS: Readonly<Record<AttachedKind, string>> = {
  gateways: 'virtual network gateways',
  connections: 'gateway connections',
  firewalls: 'firewalls',
  appliances: 'network interfaces',
  routeServers: 'Route Servers',
  routeTables: 'route tables',
  dnsZones: 'private DNS zones',
  dnsLinks: 'links of private DNS zones',
  connectedGroups: 'network managers',
};

/** Formats kinds as a part of a sentence: `firewalls, route tables and network managers`. */
export function kindsInWords(kinds: readonly AttachedKind[]): string {
  const words = kinds.map((kind) => KIND_WORDS[kind]);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The command that exports every kind at once; Resource Graph gives at most 1,000 records at a time. */
export const EXPORT_COMMAND =
  'az graph query --first 1000 -q "resources | where type startswith \'microsoft.network/\' | project id, name, type, location, tags, properties" > estate.json';

/** Names the resource types that are missing from a source; undefined where none is. `EXPORT_COMMAND` exports them. */
export const coverageInWords = (missingKinds: Iterable<AttachedKind>): string | undefined => {
  const kinds = [...missingKinds];
  return kinds.length === 0
    ? undefined
    : `This source does not include ${kindsInWords(kinds)}. Rules that depend on them are inconclusive.`;
};
