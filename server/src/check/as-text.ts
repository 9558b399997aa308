import type { Finding, OpenQuestion, Severity } from '@peerscape/shared/health';
import type { Unread } from '@peerscape/shared/topology';
import { type Looked, messagesOf } from './look.ts';
import { printable } from './printable.ts';

type Paint = (text: string, colour: Colour) => string;
type Colour = keyof typeof SGR;

const SGR = { error: 31, warning: 33, info: 36, dim: 2, bold: 1 } as const;

const painted: Paint = (text, colour) => `\u001b[${SGR[colour]}m${text}\u001b[0m`;
const plain: Paint = (text) => text;

const HEADINGS: readonly (readonly [Severity, string])[] = [
  ['error', 'Errors'],
  ['warning', 'Warnings'],
  ['info', 'Notes'],
];

/** The report for a terminal, worst first. The closing line has the counts. */
export function asText({ snapshot, report }: Looked, colours: boolean): string {
  const paint = colours ? painted : plain;
  const parts = [
    ...HEADINGS.map(([severity, heading]) => {
      const findings = report.findings.filter((finding) => finding.severity === severity);
      return section(paint(heading, severity), findings, (finding) => findingLines(finding, severity, paint));
    }),
    section(paint('Cannot tell', 'bold'), report.unknown, (question) => questionLines(question, paint)),
    section(paint('Not read', 'bold'), snapshot.unread, unreadLines),
    section(paint('About the source', 'bold'), messagesOf(snapshot), (message) => [`  * ${printable(message)}`]),
  ];
  return `${[...parts.filter((part) => part !== ''), `${countLine({ snapshot, report })}\n`].join('\n')}`;
}

/** What was looked at and how much was found, on one line. */
export function countLine({ snapshot, report: { counts } }: Looked): string {
  const { source, readAt, rows, unread } = snapshot;
  const found = [
    number(counts.error, 'error'),
    number(counts.warning, 'warning'),
    number(counts.info, 'note'),
    ...(counts.unknown > 0 ? [number(counts.unknown, 'open question')] : []),
    ...(unread.length > 0 ? [`${unread.length} not read`] : []),
  ];
  return `${printable(source.name)}, ${number(rows.vnets.length, 'virtual network')}, as of ${printable(readAt)}: ${found.join(', ')}`;
}

const number = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

function section<T>(heading: string, list: readonly T[], lines: (item: T) => readonly string[]): string {
  if (list.length === 0) return '';
  return `${heading} (${list.length})\n${list.map((item) => `\n${lines(item).join('\n')}\n`).join('')}`;
}

// Each line begins with a sign of ours: a name at the start of a line could be taken for a command by what collects the log.
function findingLines({ code, where, title, text, remedySentence }: Finding, severity: Severity, paint: Paint): string[] {
  return [
    `  ${paint(code, severity)} ${paint(printable(where), 'bold')}: ${printable(title)}`,
    `         | ${printable(text)}`,
    ...(remedySentence === '' ? [] : [`         > ${printable(remedySentence)}`]),
  ];
}

const questionLines = ({ code, where, title, reason }: OpenQuestion, paint: Paint): string[] => [
  `  ${code} ${paint(printable(where), 'bold')}: ${printable(title)}?`,
  `         | ${printable(reason)}`,
];

const unreadLines = ({ name, scope, code, message }: Unread): string[] => [
  `  * ${printable(name)}${name === scope ? '' : ` (${printable(scope)})`}`,
  `         | ${[code, message]
    .filter((part): part is string => part !== undefined)
    .map(printable)
    .join(': ')}`,
];
