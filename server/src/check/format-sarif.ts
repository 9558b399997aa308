import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastName, resourceKey } from '@peerscape/shared/arm';
import { type EvaluatedExpectation, type ExpectationResult, formatExpectation, reasonOf } from '@peerscape/shared/expectations';
import type { Finding, OpenQuestion, Rule, Severity } from '@peerscape/shared/health';
import type { ResourceLocation } from '../file/index.ts';
import { fingerprintOf } from './baseline.ts';
import { type CheckResult, messagesOf } from './check-source.ts';
import type { RulePage } from './rule-pages.ts';

/** Data for a SARIF report beside the result. */
export interface SarifOptions {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly pages: ReadonlyMap<string, RulePage>;
  /** Locations of the resources in the files that were read, by resource key; empty for Azure. */
  readonly locations: ReadonlyMap<string, ResourceLocation>;
  /** Base directory of file paths in the report. */
  readonly directory: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** Formats the result as SARIF 2.1.0 (OASIS, errata 01). An inconclusive rule becomes a result of the kind `open`. */
export function formatSarif({ snapshot, report, baseline, expectations }: CheckResult, options: SarifOptions): string {
  const { rules, version } = options;
  const { source, unread, readAt, rows } = snapshot;
  const descriptors = [...rules.map((rule) => toDescriptor(rule, options.pages)), ...(expectations ? [EXPECTATION_RULE] : [])];
  const run = {
    tool: { driver: { name: 'Peerscape', semanticVersion: version, rules: descriptors } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: unread.length === 0,
        endTimeUtc: readAt,
        toolExecutionNotifications: [
          ...unread.map(({ name, scope, code, message }) => ({
            level: 'error',
            message: { text: escapeMessage(`${name} could not be read: ${[code, message].filter(Boolean).join(': ')}`) },
            properties: { scope },
          })),
          ...messagesOf(snapshot).map((message) => ({ level: 'note', message: { text: escapeMessage(message) } })),
        ],
      },
    ],
    results: [
      ...report.findings.map((finding) => ({
        ...toFailResult(finding),
        ...(baseline && { baselineState: baseline.ids.has(finding.id) ? 'unchanged' : 'new' }),
        ...toCommonFields(finding, options),
      })),
      ...report.unknown.map((question) => ({ ...toOpenResult(question), ...toCommonFields(question, options) })),
      ...(expectations?.results.map((one) => toExpectationResult(one, expectations.file, options)) ?? []),
    ],
    properties: { source, virtualNetworks: rows.vnets.length, halves: rows.halves.length },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function toDescriptor({ code, slug, title, severity }: Rule, pages: SarifOptions['pages']) {
  const page = pages.get(code);
  return {
    id: code,
    name: slug.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    ...(page && { fullDescription: { text: page.meaning }, help: { text: page.text, markdown: page.markdown } }),
    ...(page?.uri && { helpUri: page.uri }),
    defaultConfiguration: { level: LEVEL[severity] },
    properties: { tags: ['network', 'peering'] },
  };
}

const toFailResult = ({ severity, where, text, remedySentence }: Finding) => ({
  kind: 'fail',
  level: LEVEL[severity],
  message: { text: escapeMessage([`${where}: ${text}`, remedySentence].filter(Boolean).join('\n\n')) },
});

const toOpenResult = ({ where, title, reason }: OpenQuestion) => ({
  kind: 'open',
  level: 'none',
  message: { text: escapeMessage(`${where}: Inconclusive: “${title}”. ${reason}`) },
});

function toCommonFields({ id, code, about }: Finding | OpenQuestion, options: SarifOptions) {
  const fingerprint = fingerprintOf(id);
  return {
    ruleId: code,
    ruleIndex: options.rules.findIndex((rule) => rule.code === code),
    locations: about.ids.map((resource) => toLocation(resource, options)),
    fingerprints: { 'peerscapeFinding/v1': fingerprint },
    // GitHub matches alerts by this one. Without it, GitHub would compute its own from the line, which changes.
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

/** Rule of the results of `--expect`. Its index is after those of the rules. */
const EXPECTATION_RULE = {
  id: 'expectation',
  name: 'Expectation',
  shortDescription: { text: 'One place must reach, or must not reach, another' },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['network', 'reachability'] },
};

/** Kinds and levels in SARIF by the result of an expectation. */
const EXPECTATION_RESULTS: Readonly<Record<ExpectationResult, { readonly kind: string; readonly level: string }>> = {
  holds: { kind: 'pass', level: 'none' },
  broken: { kind: 'fail', level: 'error' },
  inconclusive: { kind: 'open', level: 'none' },
};

function toExpectationResult(evaluated: EvaluatedExpectation, file: string, { rules, directory }: SarifOptions) {
  const { expectation, result } = evaluated;
  const { question, must, because, line } = expectation;
  const fingerprint = fingerprintOf(JSON.stringify([question, must]));
  return {
    ...EXPECTATION_RESULTS[result],
    message: { text: escapeMessage([`${formatExpectation(expectation)}: ${reasonOf(evaluated)}`, because].filter(Boolean).join('\n\n')) },
    ruleId: EXPECTATION_RULE.id,
    ruleIndex: rules.length,
    locations: [toPhysicalLocation({ file, line }, directory)],
    fingerprints: { 'peerscapeExpectation/v1': fingerprint },
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

const toPhysicalLocation = ({ file, line }: ResourceLocation, directory: string) => ({
  physicalLocation: { artifactLocation: { uri: toUri(file, directory) }, region: { startLine: line } },
});

function toLocation(id: string, { locations, directory }: SarifOptions) {
  const location = locations.get(resourceKey(id));
  return {
    ...(location && toPhysicalLocation(location, directory)),
    logicalLocations: [{ name: lastName(id), fullyQualifiedName: id, kind: 'resource' }],
  };
}

/** Returns the URI of a file: relative if it is below the directory, so that it is the same on another machine. */
function toUri(file: string, directory: string): string {
  const path = relative(directory, file);
  if (path.startsWith('..') || path === '') return pathToFileURL(file).href;
  return path
    .split(/[\\/]/)
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** Escapes text for SARIF messages, in which braces are placeholders and brackets are links. */
const escapeMessage = (text: string): string => text.replace(/[[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
