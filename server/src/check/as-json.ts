import type { Finding, OpenQuestion } from '@peerscape/shared/health';
import { type Looked, messagesOf } from './look.ts';

/** The report as one JSON document. */
export function asJson({ snapshot, report }: Looked): string {
  const { source, readAt, unread, rows } = snapshot;
  const document = {
    findings: report.findings.map(findingOf),
    unknown: report.unknown.map(questionOf),
    read: { source, readAt, virtualNetworks: rows.vnets.length, halves: rows.halves.length, unread },
    messages: messagesOf(snapshot),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const findingOf = ({ id, code, slug, severity, title, where, about, text, remedySentence, remedy, handOff }: Finding) => ({
  id,
  code,
  slug,
  severity,
  title,
  where,
  about: about.ids,
  text,
  remedySentence,
  remedy,
  handOff,
});

const questionOf = ({ id, code, slug, title, where, about, reason }: OpenQuestion) => ({
  id,
  code,
  slug,
  title,
  where,
  about: about.ids,
  reason,
});
