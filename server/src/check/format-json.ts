import { type EvaluatedExpectation, reasonOf } from '@peerscape/shared/expectations';
import type { Finding, OpenQuestion } from '@peerscape/shared/health';
import { type CheckResult, messagesOf } from './check-source.ts';

/** Formats the result as one JSON document. */
export function formatJson({ snapshot, report, baseline, changes, expectations }: CheckResult): string {
  const { source, readAt, unread, rows } = snapshot;
  const document = {
    findings: report.findings.map((finding) => ({ ...toFinding(finding), ...(baseline && { known: baseline.ids.has(finding.id) }) })),
    unknown: report.unknown.map(toQuestion),
    read: { source, readAt, virtualNetworks: rows.vnets.length, halves: rows.halves.length, unread },
    messages: messagesOf(snapshot),
    ...(baseline && { baseline: { name: baseline.name, known: baseline.ids.size } }),
    ...(changes && { changes }),
    ...(expectations && { expectations: expectations.results.map(toExpectation) }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const toFinding = ({ id, code, slug, severity, title, where, about, text, remedySentence, remedy, handOff }: Finding) => ({
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

const toQuestion = ({ id, code, slug, title, where, about, reason }: OpenQuestion) => ({
  id,
  code,
  slug,
  title,
  where,
  about: about.ids,
  reason,
});

const toExpectation = (evaluated: EvaluatedExpectation) => {
  const { expectation, result, answer } = evaluated;
  const { question, must, because, line } = expectation;
  return {
    ...question,
    must,
    ...(because !== undefined && { because }),
    line,
    result,
    verdict: answer.verdict,
    reason: reasonOf(evaluated),
  };
};
