import { resourceKey } from '../arm/index.ts';
import { ATTACHED_KINDS, type Change, type HalfRef, halfFrom, namesIn, nodeOf, peeringKey, type Topology } from '../topology/index.ts';
import { type About, type NameOf, placeInWords, WHOLE_ESTATE } from './about.ts';
import { CATALOGUE } from './catalogue.ts';
import { type Rule, reasonInWords, type Severity, unknown, type Verdict } from './rule.ts';
import { sayChanges } from './say-changes.ts';

/** What a finding or an open question is about: keys for the map, ids for people and programs. */
export interface AboutThing extends About {
  /** ARM ids, as Azure spells them: the halves that exist, otherwise the VNets. */
  readonly ids: readonly string[];
}

/** A verdict worth showing. Plain data. */
export interface Finding {
  /** The same from one snapshot to the next: code and thing. */
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly title: string;
  readonly about: AboutThing;
  /** Where, in words: `hub-weu → shop-stage-weu`. */
  readonly where: string;
  readonly evidence: object;
  readonly text: string;
  /** The halves to emphasise. */
  readonly guilty: readonly HalfRef[];
  /** The changes that end it and that are ours to make; empty when there are none. */
  readonly remedy: readonly Change[];
  /** The changes that end it and that include a VNet we may not write: its owner must make them. */
  readonly handOff: readonly Change[];
  /** What the remedy will do, or who must do what. */
  readonly remedySentence: string;
}

/** A question that a rule could not answer. It never means that all is well. */
export interface OpenQuestion {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  readonly about: AboutThing;
  readonly where: string;
  readonly reason: string;
}

export interface Report {
  /** Errors first, then by code and place. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly OpenQuestion[];
  readonly counts: Readonly<Record<Severity | 'unknown' | 'pass', number>>;
}

/** What the rules say about the topology. The same topology gives the same report. */
export function runRules(topology: Topology, rules: readonly Rule[] = CATALOGUE): Report {
  const name = namesIn(topology);
  const findings: Finding[] = [];
  const open: OpenQuestion[] = [];
  let passed = 0;
  for (const rule of rules) {
    const coverage = coverageOf(rule, topology);
    if (coverage.isMissed) open.push(questionOf(topology, rule, unknown(WHOLE_ESTATE, coverage.doubt), name));
    if (coverage.stands === 'none') continue;
    for (const seen of rule.check(topology)) {
      const verdict =
        seen.answer === 'unknown' || coverage.stands === 'all' || coverage.stands === seen.answer
          ? seen
          : unknown(seen.about, coverage.doubt);
      if (verdict.answer === 'fail') findings.push(findingOf(topology, rule, verdict, name));
      else if (verdict.answer === 'unknown') open.push(questionOf(topology, rule, verdict, name));
      else passed++;
    }
  }
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.sort(compareFindings),
    unknown: open.sort(compareByPlace),
    counts: { error: count('error'), warning: count('warning'), info: count('info'), unknown: open.length, pass: passed },
  };
}

/** Which answers of the rule stand although kinds that it needs were not asked for, and whether something may be missed altogether. */
function coverageOf({ needs = {} }: Rule, { missingKinds }: Topology) {
  const missing = ATTACHED_KINDS.filter((kind) => needs[kind] !== undefined && missingKinds.has(kind));
  const effects = new Set(missing.map((kind) => needs[kind]));
  const partial = (['pass', 'fail'] as const).filter((answer) => effects.has(answer));
  const stands = effects.has('none') || partial.length > 1 ? 'none' : (partial[0] ?? 'all');
  return { doubt: { kind: 'missing-kinds', kinds: missing } as const, stands, isMissed: stands === 'none' || effects.has('all') };
}

function findingOf(topology: Topology, rule: Rule, { about, evidence }: Verdict & { answer: 'fail' }, name: NameOf): Finding {
  const changes = rule.remedy(evidence);
  const isOurs = changes.every(({ from }) => topology.vnets.has(from));
  const advice = changes.length === 0 ? rule.advice?.(evidence, name) : undefined;
  return {
    ...headOf(topology, rule, about, name),
    severity: rule.severity,
    evidence,
    text: rule.explain(evidence, name),
    guilty: rule.guilty?.(evidence) ?? halfOf(about),
    remedy: isOurs ? changes : [],
    handOff: isOurs ? [] : changes,
    remedySentence:
      advice ??
      `${isOurs ? '' : handOffTo(topology, changes, name)}${sayChanges(changes, topology, name)}${isOurs ? linkedRights(topology, changes, name) : ''}`,
  };
}

const questionOf = (topology: Topology, rule: Rule, { about, doubt }: Verdict & { answer: 'unknown' }, name: NameOf): OpenQuestion => ({
  ...headOf(topology, rule, about, name),
  reason: reasonInWords(doubt, name),
});

const headOf = (topology: Topology, { code, slug, title }: Rule, about: About, name: NameOf) => ({
  id: `${code} ${about.kind} ${about.keys.join('|')}`,
  code,
  slug,
  title,
  about: { ...about, ids: idsOf(topology, about) },
  where: placeInWords(about, name),
});

function handOffTo(topology: Topology, changes: readonly Change[], name: NameOf): string {
  const owners = new Set(changes.filter(({ from }) => !topology.vnets.has(from)).map(({ from }) => name(from)));
  return `You may not write to ${[...owners].join(', ')}; whoever owns it must do this: `;
}

/** Writing a half asks for a right on the VNet it points at, too (azure-semantics §8); on one that may not be read, it is mostly missing. */
function linkedRights(topology: Topology, changes: readonly Change[], name: NameOf): string {
  const blind = new Set(changes.filter(({ kind, to }) => kind !== 'delete-half' && !topology.vnets.has(to)).map(({ to }) => name(to)));
  return blind.size === 0
    ? ''
    : ` Azure also asks for Microsoft.Network/virtualNetworks/peer/action on ${[...blind].join(', ')}, which you may not read.`;
}

const halfOf = ({ kind, keys: [from, to] }: About): HalfRef[] => (kind === 'half' && from && to ? [{ from, to }] : []);

function idsOf(topology: Topology, { kind, keys }: About): string[] {
  const [first, second] = keys;
  if (kind === 'group') return topology.connectedGroups.map(({ id }) => id).filter((id) => resourceKey(id) === first);
  const peering = first && second && kind !== 'pair' ? topology.peerings.get(peeringKey(first, second)) : undefined;
  const owners = kind === 'half' ? keys.slice(0, 1) : keys;
  const halves = peering ? owners.flatMap((owner) => halfFrom(peering, owner)?.id ?? []) : [];
  return halves.length > 0 ? halves : owners.flatMap((key) => nodeOf(topology, key)?.id ?? []);
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const compareByPlace = (a: OpenQuestion, b: OpenQuestion): number => compareTexts(a.code, b.code) || compareTexts(a.where, b.where);
const compareFindings = (a: Finding, b: Finding): number =>
  RANK[a.severity] - RANK[b.severity] || compareTexts(a.code, b.code) || compareTexts(a.where, b.where);
