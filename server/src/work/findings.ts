import type { FindingsDocument, FindingsQuery, WireFinding, WireQuestion } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { CATALOGUE, type Finding, type Report, runRules } from '@peerscape/shared/health';
import { buildTopology, type Snapshot } from '@peerscape/shared/topology';
import { Failure } from '../failure.ts';

const reports = new WeakMap<Snapshot, Report>();

/** What the rules say about a snapshot, worked out once for each. */
export function reportOf(snapshot: Snapshot): Report {
  const report = reports.get(snapshot) ?? runRules(buildTopology(snapshot.rows));
  reports.set(snapshot, report);
  return report;
}

/** Those findings and open questions in the snapshot that the query lets pass, as they travel. */
export function findingsIn(snapshot: Snapshot, query: FindingsQuery): FindingsDocument {
  const { counts, findings, unknown } = reportOf(snapshot);
  const passes = passing(query);
  const severities = query.severity && new Set(query.severity);
  return {
    revision: snapshot.revision,
    readAt: snapshot.readAt,
    counts,
    findings: findings.filter((one) => (severities?.has(one.severity) ?? true) && passes(one)).map(onTheWire),
    unknown: unknown.filter(passes),
    read: { source: snapshot.source, unread: [...snapshot.unread] as FindingsDocument['read']['unread'] },
  };
}

/** The evidence stays behind: its shape is a rule's own business, and `text` says all of it. */
export const onTheWire = ({ evidence: _, ...finding }: Finding): WireFinding => finding;

/** Whether a finding or question is of that code and about that thing. */
function passing({ code, about }: FindingsQuery): (one: WireFinding | WireQuestion | Finding) => boolean {
  const codes = code && new Set(code.map(knownCode));
  const concerns = about === undefined ? () => true : about.startsWith('/') ? inside(about) : named(about);
  return (one) => (codes?.has(one.code) ?? true) && concerns(one);
}

/** A code that no rule has would find nothing, and nothing looks like all is well. */
function knownCode(text: string): string {
  const code = text.toUpperCase();
  if (CATALOGUE.some((rule) => rule.code === code)) return code;
  throw new Failure({
    title: `No rule has the code ${code}`,
    status: 422,
    code: 'no-such-rule',
    detail: `There are ${CATALOGUE.map((rule) => rule.code).join(', ')}`,
  });
}

type Placed = Pick<WireFinding, 'about' | 'where'>;

/** Whether it is about the resource with that id or one in it. */
function inside(id: string): (one: Placed) => boolean {
  const scope = resourceKey(id);
  return ({ about }) => [...about.keys, ...about.ids].map(resourceKey).some((key) => key === scope || key.startsWith(`${scope}/`));
}

function named(text: string): (one: Placed) => boolean {
  const part = text.toLowerCase();
  return ({ about, where }) => [where, ...about.ids].some((name) => name.toLowerCase().includes(part));
}
