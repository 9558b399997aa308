import type { FindingsDocument, FindingsQuery, WireFinding, WireQuestion } from '@peerscape/shared/api';
import { resourceKey } from '@peerscape/shared/arm';
import { CATALOGUE, type Finding, type Report } from '@peerscape/shared/health';
import { Failure } from '../failure.ts';
import type { SnapshotHeader } from './tasks.ts';

/** Returns the findings and open questions of the snapshot that match the query, in the API's format. */
export function selectFindings({ counts, findings, unknown }: Report, header: SnapshotHeader, query: FindingsQuery): FindingsDocument {
  const matches = createMatcher(query);
  const severities = query.severity && new Set(query.severity);
  return {
    revision: header.revision,
    readAt: header.readAt,
    counts,
    findings: findings.filter((one) => (severities?.has(one.severity) ?? true) && matches(one)).map(toWireFinding),
    unknown: unknown.filter(matches),
    read: { source: header.source, unread: [...header.unread] as FindingsDocument['read']['unread'] },
  };
}
/** Converts a finding to the API's format, without the evidence: its shape is internal to the rule, and `text` describes it in full. */
export const toWireFinding = ({ evidence: _, ...finding }: Finding): WireFinding => finding;

/** Creates a predicate for findings and open questions with the codes and the subject of the query. */
function createMatcher({ code, about }: FindingsQuery): (one: WireFinding | WireQuestion | Finding) => boolean {
  const codes = code && new Set(code.map(toKnownCode));
  const isAbout = about === undefined ? () => true : about.startsWith('/') ? isWithin(about) : hasNamePart(about);
  return (one) => (codes?.has(one.code) ?? true) && isAbout(one);
}

/** Normalizes a rule code. Rejects unknown codes: an empty result would look as if all were well. */
function toKnownCode(text: string): string {
  const code = text.toUpperCase();
  if (CATALOGUE.some((rule) => rule.code === code)) return code;
  throw new Failure('no-such-rule', {
    title: `Unknown rule code ${code}`,
    detail: `Available codes: ${CATALOGUE.map((rule) => rule.code).join(', ')}`,
  });
}

type FindingLocation = Pick<WireFinding, 'about' | 'where'>;

/** Creates a predicate for findings about the resource with the given ID or a resource below it. */
function isWithin(id: string): (one: FindingLocation) => boolean {
  const scope = resourceKey(id);
  return ({ about }) => [...about.keys, ...about.ids].map(resourceKey).some((key) => key === scope || key.startsWith(`${scope}/`));
}

/** Creates a predicate for findings with the text in the name of their place or in one of their IDs, ignoring case. */
function hasNamePart(text: string): (one: FindingLocation) => boolean {
  const part = text.toLowerCase();
  return ({ about, where }) => [where, ...about.ids].some((name) => name.toLowerCase().includes(part));
}
