import { resourceKey } from '../arm/index.ts';
import { createModel, type LearnedRoutes, NO_LEARNED_ROUTES } from '../reach/index.ts';
import { type AddressSpaces, createAddressSpaces } from '../routing/index.ts';
import { type Change, createNamer, type HalfRef, halfFrom, isVirtualHub, nodeOf, peeringKey, type Topology } from '../topology/index.ts';
import { CATALOGUE } from './catalogue.ts';
import { describeChanges } from './describe-changes.ts';
import { managedNote } from './managed-note.ts';
import { describeConflict, describeSolution, findRemedyConflict } from './remedy-conflict.ts';
import { describeReason, type Rule, type Severity, type UnknownReason, unknown, type Verdict } from './rule.ts';
import { createRuleCoverage } from './rule-coverage.ts';
import { ESTATE_SUBJECT, formatSubject, type Namer, type VerdictSubject } from './verdict-subject.ts';

/** Subject of a finding or an open question: keys for the map, ids for people and programs. */
export interface ResolvedSubject extends VerdictSubject {
  /** ARM ids, as Azure spells them: the halves that exist, otherwise the VNets. */
  readonly ids: readonly string[];
}

/** A failed verdict with its texts and remedy. Plain data. */
export interface Finding {
  /** Stable across snapshots: made of the rule code and the subject. */
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly title: string;
  readonly about: ResolvedSubject;
  /** Subject for display: `hub-weu → shop-stage-weu`. */
  readonly where: string;
  readonly evidence: object;
  readonly text: string;
  /** The halves to highlight. */
  readonly guilty: readonly HalfRef[];
  /** Changes that resolve the finding and that the user can make; empty if there are none. */
  readonly remedy: readonly Change[];
  /** Changes that resolve the finding but affect a VNet that the user cannot write to: its owner must make them. */
  readonly handOff: readonly Change[];
  /** Describes what the remedy does, or what has to be done and by whom. */
  readonly remedySentence: string;
}

/** An inconclusive verdict. It never means that there is no problem. */
export interface OpenQuestion {
  readonly id: string;
  readonly code: string;
  readonly slug: string;
  readonly title: string;
  readonly about: ResolvedSubject;
  readonly where: string;
  readonly reason: string;
}

export interface Report {
  /** Errors first, then by code and place. */
  readonly findings: readonly Finding[];
  readonly unknown: readonly OpenQuestion[];
  readonly counts: Readonly<Record<Severity | 'unknown' | 'pass', number>>;
}

/** Runs the rules on the topology. The same topology and learned routes always yield the same report. */
export function runRules(topology: Topology, rules: readonly Rule[] = CATALOGUE, learned: LearnedRoutes = NO_LEARNED_ROUTES): Report {
  const model = createModel(topology, learned);
  const name = createNamer(topology);
  const spaces = createAddressSpaces(topology);
  const coverage = createRuleCoverage(topology);
  const findings: Finding[] = [];
  const open: OpenQuestion[] = [];
  let passed = 0;
  for (const rule of rules) {
    const ofEstate = coverage.ofEstate(rule);
    if (ofEstate.isIncomplete) open.push(questionOf(topology, rule, unknown(ESTATE_SUBJECT, ofEstate.reason), name));
    if (coverage.ofSource(rule).validAnswers === 'none') continue;
    for (const original of rule.check(topology, model)) {
      const { validAnswers, reason } = coverage.ofSubject(rule, original.about);
      const isValid = original.answer === 'unknown' || validAnswers === 'all' || validAnswers === original.answer;
      const verdict = isValid ? original : unknown(original.about, reason);
      if (verdict.answer === 'unknown' && isAboutVirtualHub(topology, verdict.reason)) continue;
      if (verdict.answer === 'fail') findings.push(findingOf(topology, spaces, rule, verdict, name));
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

/** Nobody can read the VNet of a virtual hub, and Microsoft manages its halves: there is nothing to find out about them. */
const isAboutVirtualHub = (topology: Topology, reason: UnknownReason): boolean => 'vnet' in reason && isVirtualHub(topology, reason.vnet);

function findingOf(
  topology: Topology,
  spaces: AddressSpaces,
  rule: Rule,
  { about, evidence }: Verdict & { answer: 'fail' },
  name: Namer,
): Finding {
  const intended = rule.remedy(evidence);
  const conflict = findRemedyConflict(topology, spaces, intended);
  const changes = conflict ? [] : intended;
  const isOurs = changes.every(({ from }) => topology.vnets.has(from));
  const advice = conflict
    ? `Azure rejects this while ${describeConflict(conflict, name)}: ${describeChanges(intended, topology, name)} ${describeSolution(conflict, name)}`
    : intended.length === 0
      ? rule.advice?.(evidence, name)
      : undefined;
  return {
    ...commonFields(topology, rule, about, name),
    severity: rule.severityOf?.(evidence) ?? rule.severity,
    evidence,
    text: rule.explain(evidence, name),
    guilty: rule.highlights?.(evidence) ?? halfOf(about),
    remedy: isOurs ? changes : [],
    handOff: isOurs ? [] : changes,
    remedySentence:
      advice ??
      `${isOurs ? '' : handOffNote(topology, changes, name)}${describeChanges(changes, topology, name)}${isOurs ? linkedPermissionNote(topology, changes, name) : ''}${managedNote(topology, changes, name)}`,
  };
}

const questionOf = (topology: Topology, rule: Rule, { about, reason }: Verdict & { answer: 'unknown' }, name: Namer): OpenQuestion => ({
  ...commonFields(topology, rule, about, name),
  reason: describeReason(reason, name),
});

const commonFields = (topology: Topology, { code, slug, title }: Rule, about: VerdictSubject, name: Namer) => ({
  id: `${code} ${about.kind} ${about.keys.join('|')}`,
  code,
  slug,
  title,
  about: { ...about, ids: idsOf(topology, about) },
  where: formatSubject(about, name),
});

function handOffNote(topology: Topology, changes: readonly Change[], name: Namer): string {
  const owners = new Set(changes.filter(({ from }) => !topology.vnets.has(from)).map(({ from }) => name(from)));
  return `You cannot write to ${[...owners].join(', ')}, so ask the owner to do this: `;
}

/** Writing a half also requires a permission on the remote VNet (azure-semantics §8). Users who cannot read that VNet usually lack it. */
function linkedPermissionNote(topology: Topology, changes: readonly Change[], name: Namer): string {
  const unreadable = new Set(changes.filter(({ kind, to }) => kind !== 'delete-half' && !topology.vnets.has(to)).map(({ to }) => name(to)));
  return unreadable.size === 0
    ? ''
    : ` This also requires Microsoft.Network/virtualNetworks/peer/action on ${[...unreadable].join(', ')}, which you cannot read.`;
}

const halfOf = ({ kind, keys: [from, to] }: VerdictSubject): HalfRef[] => (kind === 'half' && from && to ? [{ from, to }] : []);

function idsOf(topology: Topology, { kind, keys }: VerdictSubject): string[] {
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
