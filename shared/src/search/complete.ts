import type { Topology, VNet } from '../topology/index.ts';
import { TERMS, type Term, termOf } from './terms.ts';

/** One way to go on writing: what it is, and the text that takes the place of `from…to`. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

const MOST = 12;

/** How the word at the caret could go on: words of the language, their values, and names from the topology. */
export function completeSearch(topology: Topology, text: string, caret: number): readonly Suggestion[] {
  const { word, from, to } = wordAt(text, caret);
  const [, key, begun] = /^([a-z-]+):(.*)$/is.exec(word) ?? [];
  const term = key === undefined ? undefined : termOf(key);
  const offers = term
    ? valuesFor(topology, term, (begun ?? '').replaceAll('"', '').toLowerCase())
    : startsFor(topology, word.toLowerCase());
  return offers.slice(0, MOST).map((offer) => ({ ...offer, from, to }));
}

type Offer = Omit<Suggestion, 'from' | 'to'>;

/** The word that the caret stands in or after, without a leading `!` or bracket. */
function wordAt(text: string, caret: number): { word: string; from: number; to: number } {
  const before = /(?:[^\s()"]|"[^"]*(?:"|$))*$/.exec(text.slice(0, caret))?.[0].replace(/^!+/, '') ?? '';
  const after = /^[^\s()]*/.exec(text.slice(caret))?.[0] ?? '';
  return { word: before, from: caret - before.length, to: caret + after.length };
}

function startsFor(topology: Topology, begun: string): Offer[] {
  const terms = TERMS.filter(({ key }) => key.startsWith(begun)).map(({ key, means }) => ({
    label: `${key}:`,
    detail: means,
    insert: `${key}:`,
  }));
  if (begun.length < 1) return terms;
  return [...terms, ...values('name', namesIn(topology), begun, (n) => (n === 1 ? 'VNet' : `${n} VNets of that name`))];
}

function valuesFor(topology: Topology, term: Term, begun: string): Offer[] {
  if (term.values.size > 0) {
    return [...term.values]
      .filter(([value]) => value.includes(begun))
      .map(([value, means]) => ({ label: `${term.key}:${value}`, detail: means, insert: `${term.key}:${value} ` }));
  }
  const source = SOURCES[term.key];
  return source ? values(term.key, source(topology), begun, (n) => (n === 1 ? '1 VNet' : `${n} VNets`)) : [];
}

/** Those that begin with the text first, then those that hold it. */
function values(key: string, counted: ReadonlyMap<string, number>, begun: string, detail: (n: number) => string): Offer[] {
  const rank = (value: string) => (value.toLowerCase().startsWith(begun) ? 0 : 1);
  const fitting: string[] = [];
  for (const value of counted.keys()) if (value.toLowerCase().includes(begun)) fitting.push(value);
  fitting.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }));
  return fitting.slice(0, MOST).map((value) => {
    const written = `${key}:${/[\s()]/.test(value) ? `"${value}"` : value}`;
    return { label: written, detail: detail(counted.get(value) ?? 0), insert: `${written} ` };
  });
}

const SOURCES: Readonly<Record<string, (topology: Topology) => ReadonlyMap<string, number>>> = {
  name: namesIn,
  sub: (topology) => tally(topology, (vnet) => [topology.subscriptions.get(vnet.subscriptionId)?.name || vnet.subscriptionId]),
  region: (topology) => tally(topology, (vnet) => [vnet.location]),
  rg: (topology) => tally(topology, (vnet) => [vnet.resourceGroup]),
  tag: (topology) => tally(topology, (vnet) => Object.entries(vnet.tags ?? {}).map(([name, value]) => `${name}=${value}`)),
  cidr: (topology) => tally(topology, (vnet) => vnet.addressSpace),
};

function namesIn(topology: Topology): ReadonlyMap<string, number> {
  return tally(topology, (vnet) => [vnet.name]);
}

function tally(topology: Topology, words: (vnet: VNet) => readonly string[]): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  for (const vnet of topology.vnets.values()) for (const word of words(vnet)) counted.set(word, (counted.get(word) ?? 0) + 1);
  return counted;
}
