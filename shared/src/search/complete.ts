import { formatCount, type Topology, type VNet } from '../topology/index.ts';
import type { FindingMark } from './finding-mark.ts';
import { searchIndex } from './search-index.ts';
import { findTerm, TERMS, type Term } from './terms.ts';

/** A suggestion: its label and description, and the text that replaces `from…to`. */
export interface Suggestion {
  readonly label: string;
  readonly detail: string;
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

const MAX_SUGGESTIONS = 12;

/** Completes the word at the caret: keys of the search syntax, their values, names from the topology, and codes of the findings. */
export function completeSearch(
  topology: Topology,
  text: string,
  caret: number,
  findings: readonly FindingMark[] = [],
): readonly Suggestion[] {
  const { word, from, to } = wordAt(text, caret);
  const [, key, typed] = /^([a-z-]+):(.*)$/is.exec(word) ?? [];
  const term = key === undefined ? undefined : findTerm(key);
  const candidates = term
    ? completeValue(topology, term, (typed ?? '').replaceAll('"', '').toLowerCase(), findings)
    : completeKey(topology, word.toLowerCase());
  // a term in the middle of the text is already followed by a space
  const withoutExtraSpace = (insert: string) => (text.charAt(to) === ' ' ? insert.trimEnd() : insert);
  return candidates.slice(0, MAX_SUGGESTIONS).map((candidate) => ({ ...candidate, insert: withoutExtraSpace(candidate.insert), from, to }));
}

type Candidate = Omit<Suggestion, 'from' | 'to'>;

/** Returns the word at or before the caret, without a leading `!` or parenthesis. */
function wordAt(text: string, caret: number): { word: string; from: number; to: number } {
  const before = /(?:[^\s()"]|"[^"]*(?:"|$))*$/.exec(text.slice(0, caret))?.[0].replace(/^!+/, '') ?? '';
  const after = /^[^\s()]*/.exec(text.slice(caret))?.[0] ?? '';
  return { word: before, from: caret - before.length, to: caret + after.length };
}

function completeKey(topology: Topology, typed: string): Candidate[] {
  const terms = TERMS.filter(({ key }) => key.startsWith(typed)).map(({ key, means }) => ({
    label: `${key}:`,
    detail: means,
    insert: `${key}:`,
  }));
  return typed === '' ? terms : [...terms, ...matchValues('name', valuesOf(topology, 'name'), typed)];
}

function completeValue(topology: Topology, term: Term, typed: string, findings: readonly FindingMark[]): Candidate[] {
  if (term.values.size === 0) return matchValues(term.key, valuesOf(topology, term.key), typed);
  const codes = term.key === 'finding' ? codesOf(findings) : [];
  return [...term.values, ...codes]
    .filter(([value]) => value.toLowerCase().includes(typed))
    .map(([value, means]) => ({ label: `${term.key}:${value}`, detail: means, insert: `${term.key}:${value} ` }));
}

/** Returns the distinct codes of the findings with their titles, sorted. */
const codesOf = (findings: readonly FindingMark[]): Iterable<readonly [string, string]> =>
  new Map(findings.map(({ code, title }) => [code, title] as const).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Returns the values that contain the typed text; those that start with it come first. */
function matchValues(key: string, counts: ReadonlyMap<string, number>, typed: string): Candidate[] {
  const prefixMatches: Candidate[] = [];
  const otherMatches: Candidate[] = [];
  for (const [value, n] of counts) {
    const at = value.toLowerCase().indexOf(typed);
    const list = at === 0 ? prefixMatches : otherMatches;
    if (at >= 0 && list.length < MAX_SUGGESTIONS) list.push(toCandidate(key, value, n));
    if (prefixMatches.length === MAX_SUGGESTIONS) break;
  }
  return [...prefixMatches, ...otherMatches];
}

function toCandidate(key: string, value: string, n: number): Candidate {
  const label = `${key}:${/[\s()]/.test(value) ? `"${value}"` : value}`;
  return { label, detail: formatCount(n, 'VNet'), insert: `${label} ` };
}

/** For each term without fixed values, the values of a VNet. */
const SOURCES: Readonly<Record<string, (vnet: VNet, topology: Topology) => readonly string[]>> = {
  name: (vnet) => [vnet.name],
  near: (vnet) => [vnet.name],
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
