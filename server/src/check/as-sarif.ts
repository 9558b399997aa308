import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastName, resourceKey } from '@peerscape/shared/arm';
import type { Finding, OpenQuestion, Rule, Severity } from '@peerscape/shared/health';
import type { Place } from '../file/index.ts';
import { type Looked, messagesOf } from './look.ts';
import type { RulePage } from './rule-pages.ts';

export interface SarifParts {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly pages: ReadonlyMap<string, RulePage>;
  /** Where each resource stands in the files that were read; empty when it was Azure. */
  readonly places: ReadonlyMap<string, Place>;
  /** Files are named from here. */
  readonly directory: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

const LEVEL: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

/** The report as SARIF 2.1.0 (OASIS, errata 01). An open question is a result of the kind `open`: looked at, and not decided. */
export function asSarif({ snapshot, report }: Looked, parts: SarifParts): string {
  const { rules, version } = parts;
  const { source, unread, readAt, rows } = snapshot;
  const run = {
    tool: { driver: { name: 'Peerscape', semanticVersion: version, rules: rules.map((rule) => descriptorOf(rule, parts.pages)) } },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: unread.length === 0,
        endTimeUtc: readAt,
        toolExecutionNotifications: [
          ...unread.map(({ name, scope, code, message }) => ({
            level: 'error',
            message: { text: asMessage(`${name} could not be read: ${[code, message].filter(Boolean).join(': ')}`) },
            properties: { scope },
          })),
          ...messagesOf(snapshot).map((message) => ({ level: 'note', message: { text: asMessage(message) } })),
        ],
      },
    ],
    results: [
      ...report.findings.map((finding) => ({ ...failed(finding), ...common(finding, parts) })),
      ...report.unknown.map((question) => ({ ...open(question), ...common(question, parts) })),
    ],
    properties: { source, virtualNetworks: rows.vnets.length, halves: rows.halves.length },
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, null, 2)}\n`;
}

function descriptorOf({ code, slug, title, severity }: Rule, pages: SarifParts['pages']) {
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

const failed = ({ severity, where, text, remedySentence }: Finding) => ({
  kind: 'fail',
  level: LEVEL[severity],
  message: { text: asMessage([`${where}: ${text}`, remedySentence].filter(Boolean).join('\n\n')) },
});

const open = ({ where, title, reason }: OpenQuestion) => ({
  kind: 'open',
  level: 'none',
  message: { text: asMessage(`${where}: cannot tell whether “${title}”: ${reason}`) },
});

function common({ id, code, about }: Finding | OpenQuestion, parts: SarifParts) {
  const print = createHash('sha256').update(id).digest('hex');
  return {
    ruleId: code,
    ruleIndex: parts.rules.findIndex((rule) => rule.code === code),
    locations: about.ids.map((resource) => locationOf(resource, parts)),
    fingerprints: { 'peerscapeFinding/v1': print },
    // The one that GitHub matches alerts by; it would make its own from a line, which moves.
    partialFingerprints: { primaryLocationLineHash: print },
  };
}

function locationOf(id: string, { places, directory }: SarifParts) {
  const place = places.get(resourceKey(id));
  return {
    ...(place && {
      physicalLocation: { artifactLocation: { uri: uriOf(place.file, directory) }, region: { startLine: place.line } },
    }),
    logicalLocations: [{ name: lastName(id), fullyQualifiedName: id, kind: 'resource' }],
  };
}

/** Relative where the file lies below the directory, so that it is the same on another machine. */
function uriOf(file: string, directory: string): string {
  const path = relative(directory, file);
  if (path.startsWith('..') || path === '') return pathToFileURL(file).href;
  return path
    .split(/[\\/]/)
    .map((segment) => encodeURIComponent(segment))
    .join('/');
}

/** In SARIF's messages braces are placeholders and brackets are links. */
const asMessage = (text: string): string => text.replace(/[[\]]/g, '\\$&').replace(/[{}]/g, '$&$&');
