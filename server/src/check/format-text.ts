import type { Finding, OpenQuestion, Severity } from '@peerscape/shared/health';
import type { ReadError } from '@peerscape/shared/topology';
import { type CheckResult, messagesOf } from './check-source.ts';
import { toPrintable } from './printable.ts';

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
export function formatText({ snapshot, report }: CheckResult, colours: boolean): string {
  const paint = colours ? paintAnsi : paintNothing;
  const sections = [
    ...HEADINGS.map(([severity, heading]) => {
      const findings = report.findings.filter((finding) => finding.severity === severity);
      return section(paint(heading, severity), findings, (finding) => findingLines(finding, severity, paint));
    }),
    section(paint('Inconclusive', 'bold'), report.unknown, (question) => questionLines(question, paint)),
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
function findingLines({ code, where, title, text, remedySentence }: Finding, severity: Severity, paint: Paint): string[] {
  return [
    `  ${paint(code, severity)} ${paint(toPrintable(where), 'bold')}: ${toPrintable(title)}`,
    `         | ${toPrintable(text)}`,
    ...(remedySentence === '' ? [] : [`         > ${toPrintable(remedySentence)}`]),
  ];
}

const questionLines = ({ code, where, title, reason }: OpenQuestion, paint: Paint): string[] => [
  `  ${code} ${paint(toPrintable(where), 'bold')}: ${toPrintable(title)}`,
  `         | ${toPrintable(reason)}`,
];

const readErrorLines = ({ name, scope, code, message }: ReadError): string[] => [
  `  * ${toPrintable(name)}${name === scope ? '' : ` (${toPrintable(scope)})`}`,
  `         | ${[code, message]
    .filter((part): part is string => part !== undefined)
    .map(toPrintable)
    .join(': ')}`,
];
