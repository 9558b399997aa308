import { type DiffChange, type DiffEntry, type DiffSubject, formatFieldChange } from '@peerscape/shared/diff';
import { type EvaluatedExpectation, type ExpectationResult, formatExpectation, reasonOf } from '@peerscape/shared/expectations';
import type { Finding, OpenQuestion, Severity } from '@peerscape/shared/health';
import type { ReadError } from '@peerscape/shared/topology';
import { toPrintable } from '../program/printable.ts';
import { type Changes, type CheckResult, messagesOf } from './check-source.ts';

type Paint = (text: string, colour: Colour) => string;
type Colour = keyof typeof SGR;

const SGR = { error: 31, warning: 33, info: 36, dim: 2, bold: 1 } as const;

const paintAnsi: Paint = (text, colour) => `\u001b[${SGR[colour]}m${text}\u001b[0m`;
const paintNothing: Paint = (text) => text;

const HEADINGS: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
];

/** Formats the result for a terminal, highest severity first. The last line contains the counts. */
export function formatText({ snapshot, report, baseline, changes, expectations }: CheckResult, colours: boolean): string {
  const paint = colours ? paintAnsi : paintNothing;
  const isKnown = ({ id }: Finding): boolean => baseline?.ids.has(id) ?? false;
  const sections = [
    ...HEADINGS.map(([severity, heading]) => {
      const findings = report.findings.filter((finding) => finding.severity === severity && !isKnown(finding));
      return section(paint(heading, severity), findings, (finding) => findingLines(finding, severity, paint));
    }),
    section(paint(`Known from ${toPrintable(baseline?.name ?? '')}`, 'bold'), report.findings.filter(isKnown), (finding) => [
      titleLine(finding, finding.severity, paint),
    ]),
    section(paint('Inconclusive', 'bold'), report.unknown, (question) => questionLines(question, paint)),
    ...(changes ? [formatChanges(changes, paint)] : []),
    ...(expectations
      ? EXPECTATION_HEADINGS.map(([result, heading, colour]) =>
          section(
            paint(heading, colour),
            expectations.results.filter((one) => one.result === result),
            (one) => expectationLines(one, paint),
          ),
        )
      : []),
    section(paint('Could not be read', 'bold'), snapshot.unread, readErrorLines),
    section(paint('About the source', 'bold'), messagesOf(snapshot), (message) => [`  * ${toPrintable(message)}`]),
  ];
  return `${[...sections.filter((text) => text !== ''), `${formatCounts({ snapshot, report })}\n`].join('\n')}`;
}

/** Formats the source and the number of findings on one line. */
export function formatCounts({ snapshot, report: { counts } }: CheckResult): string {
  const { source, readAt, rows, unread } = snapshot;
  const parts = [
    pluralize(counts.error, 'error'),
    pluralize(counts.warning, 'warning'),
    pluralize(counts.info, 'note'),
    ...(counts.unknown > 0 ? [`${counts.unknown} inconclusive`] : []),
    ...(unread.length > 0 ? [`${unread.length} could not be read`] : []),
  ];
  return `${toPrintable(source.name)}, ${pluralize(rows.vnets.length, 'virtual network')}, as of ${toPrintable(readAt)}: ${parts.join(', ')}`;
}

const pluralize = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function section<T>(heading: string, list: readonly T[], lines: (item: T) => readonly string[]): string {
  if (list.length === 0) return '';
  return `${heading} (${list.length})\n${list.map((item) => `\n${lines(item).join('\n')}\n`).join('')}`;
}

// Each line starts with a fixed prefix, because a log collector could interpret a name at the start of a line as a command.
const titleLine = ({ code, where, title }: Finding, severity: Severity, paint: Paint): string =>
  `  ${paint(code, severity)} ${paint(toPrintable(where), 'bold')}: ${toPrintable(title)}`;

function findingLines(finding: Finding, severity: Severity, paint: Paint): string[] {
  const { text, remedySentence } = finding;
  return [
    titleLine(finding, severity, paint),
    `         | ${toPrintable(text)}`,
    ...(remedySentence === '' ? [] : [`         > ${toPrintable(remedySentence)}`]),
  ];
}

const questionLines = ({ code, where, title, reason }: OpenQuestion, paint: Paint): string[] => [
  `  ${code} ${paint(toPrintable(where), 'bold')}: ${toPrintable(title)}`,
  `         | ${toPrintable(reason)}`,
];

/** Headings of the results that need attention, and of the others. */
const EXPECTATION_HEADINGS: readonly (readonly [ExpectationResult, string, Colour])[] = [
  ['broken', 'Broken expectations', 'error'],
  ['inconclusive', 'Inconclusive expectations', 'warning'],
  ['holds', 'Expectations that hold', 'bold'],
];

const expectationLines = (evaluated: EvaluatedExpectation, paint: Paint): string[] => [
  `  line ${evaluated.expectation.line} ${paint(toPrintable(formatExpectation(evaluated.expectation)), 'bold')}`,
  `         | ${toPrintable(reasonOf(evaluated))}`,
  ...(evaluated.expectation.because === undefined ? [] : [`         > ${toPrintable(evaluated.expectation.because)}`]),
];

const readErrorLines = ({ name, scope, code, message }: ReadError): string[] => [
  `  * ${toPrintable(name)}${name === scope ? '' : ` (${toPrintable(scope)})`}`,
  `         | ${[code, message]
    .filter((part): part is string => part !== undefined)
    .map(toPrintable)
    .join(': ')}`,
];

const SIGNS: Readonly<Record<DiffChange, string>> = { added: '+', removed: '-', changed: '~', unknown: '?' };
const SUBJECTS: Readonly<Record<DiffSubject, string>> = { finding: 'finding', vnet: 'VNet', half: 'half' };

function formatChanges({ name, readAt, entries }: Changes, paint: Paint): string {
  const heading = paint(toPrintable(`Changes since ${name}, as of ${readAt}`), 'bold');
  const legend = '  + added, - removed, ~ changed, ? not read or inconclusive on one side\n';
  return entries.length === 0 ? `${heading}: none\n` : `${section(heading, entries, (entry) => changeLines(entry, paint))}\n${legend}`;
}

const changeLines = ({ subject, change, name, code, fields }: DiffEntry, paint: Paint): string[] => [
  `  ${SIGNS[change]} ${code ?? SUBJECTS[subject]} ${paint(toPrintable(name), 'bold')}`,
  ...fields.map((field) => `         | ${toPrintable(formatFieldChange(field))}`),
];
