import type { Topology, VNet } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import { searchIndex } from './search-index.ts';
import { TERMS, type Term, findTerm } from './terms.ts';

/** One way to go on writing: what it is, and the text that takes the place of `from…to`. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

const MOST = 12;

/** How the word at the caret could go on: words of the language, their values, names from the topology, and codes of the findings. */
export function completeSearch(
  topology: Topology,
  text: string,
  caret: number,
  findings: readonly FindingMark[] = [],
): readonly Suggestion[] {
  const { word, from, to } = wordAt(text, caret);
  const [, key, begun] = /^([a-z-]+):(.*)$/is.exec(word) ?? [];
  const term = key === undefined ? undefined : findTerm(key);
  const offers = term
    ? valuesFor(topology, term, (begun ?? '').replaceAll('"', '').toLowerCase(), findings)
    : startsFor(topology, word.toLowerCase());
  // the blank after a finished term is there already when one goes back to change it
  const written = (insert: string) => (text.charAt(to) === ' ' ? insert.trimEnd() : insert);
  return offers.slice(0, MOST).map((offer) => ({ ...offer, insert: written(offer.insert), from, to }));
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
  return begun === '' ? terms : [...terms, ...offersOf('name', valuesOf(topology, 'name'), begun)];
}

function valuesFor(topology: Topology, term: Term, begun: string, findings: readonly FindingMark[]): Offer[] {
  if (term.values.size === 0) return offersOf(term.key, valuesOf(topology, term.key), begun);
  const codes = term.key === 'finding' ? codesOf(findings) : [];
  return [...term.values, ...codes]
    .filter(([value]) => value.toLowerCase().includes(begun))
    .map(([value, means]) => ({ label: `${term.key}:${value}`, detail: means, insert: `${term.key}:${value} ` }));
}

/** The codes that were found, each once, with its title. */
const codesOf = (findings: readonly FindingMark[]): Iterable<readonly [string, string]> =>
  new Map(findings.map(({ code, title }) => [code, title] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Those that begin with the text first, then those that hold it. */
function offersOf(key: string, counted: ReadonlyMap<string, number>, begun: string): Offer[] {
  const first: Offer[] = [];
  const then: Offer[] = [];
  for (const [value, n] of counted) {
    const at = value.toLowerCase().indexOf(begun);
    const list = at === 0 ? first : then;
    if (at >= 0 && list.length < MOST) list.push(offerOf(key, value, n));
    if (first.length === MOST) break;
  }
  return [...first, ...then];
}

function offerOf(key: string, value: string, n: number): Offer {
  const label = `${key}:${/[\s()]/.test(value) ? `"${value}"` : value}`;
  return { label, detail: n === 1 ? '1 VNet' : `${n} VNets`, insert: `${label} ` };
}

/** What the VNets of a topology have that a term can ask for. */
const SOURCES: Readonly<Record<string, (vnet: VNet, topology: Topology) => readonly string[]>> = {
  name: (vnet) => [vnet.name],
  sub: (vnet, { subscriptions }) => [subscriptions.get(vnet.subscriptionId)?.name || vnet.subscriptionId],
  region: (vnet) => [vnet.location],
  rg: (vnet) => [vnet.resourceGroup],
  tag: (vnet) => Object.entries(vnet.tags ?? {}).map(([name, value]) => `${name}=${value}`),
  cidr: (vnet) => vnet.addressSpace,
};

function valuesOf(topology: Topology, key: string): ReadonlyMap<string, number> {
  const source = SOURCES[key];
  return source ? searchIndex(topology).values(key, (vnet) => source(vnet, topology)) : new Map();
}
