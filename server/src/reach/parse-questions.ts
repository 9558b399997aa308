import { type ParseResult, parseFailure, parseSuccess } from '@peerscape/shared/net';
import type { Protocol, Question } from '@peerscape/shared/reach';

/** Question with the id that its answer repeats. */
export interface NumberedQuestion extends Question {
  readonly id: string;
}

const PROTOCOLS: readonly string[] = ['icmp', 'tcp', 'udp'] satisfies readonly Protocol[];
const isProtocol = (value: unknown): value is Protocol => typeof value === 'string' && PROTOCOLS.includes(value);

/** Parses the list of questions of `--ask`. A problem names the entry, counted from 1, and the property. */
export function parseQuestions(json: unknown): ParseResult<readonly NumberedQuestion[]> {
  if (!Array.isArray(json)) return parseFailure('a list of questions is expected: [{ "id": "1", "from": …, "to": …, "protocol": "icmp" }]');
  const questions: NumberedQuestion[] = [];
  const ids = new Set<string>();
  for (const [i, entry] of json.entries()) {
    const parsed = parseNumbered(entry);
    if (!parsed.ok) return parseFailure(`entry ${i + 1}: ${parsed.problem}`);
    const { id } = parsed.value;
    if (ids.has(id)) return parseFailure(`entry ${i + 1}: "id" is ${JSON.stringify(id)}, as in an earlier entry`);
    ids.add(id);
    questions.push(parsed.value);
  }
  return parseSuccess(questions);
}

function parseNumbered(entry: unknown): ParseResult<NumberedQuestion> {
  const question = parseQuestion(entry);
  if (!question.ok) return question;
  const { id } = entry as { readonly id?: unknown };
  if (typeof id !== 'string' || id === '') return expected('id', 'a text', id);
  return parseSuccess({ id, ...question.value });
}

/** Parses one question; other properties are ignored. */
export function parseQuestion(entry: unknown): ParseResult<Question> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return parseFailure('an object is expected');
  const { from, to, protocol, port } = entry as Readonly<Record<string, unknown>>;
  if (typeof from !== 'string' || from.trim() === '') return expected('from', 'vnet/subnet, a VNet, an IP address or an ARM id', from);
  if (typeof to !== 'string' || to.trim() === '') return expected('to', 'vnet/subnet, a VNet, an IP address, an ARM id or internet', to);
  const isPresent = (value: unknown) => value !== undefined && value !== null;
  if (isPresent(protocol) && !isProtocol(protocol)) return expected('protocol', 'icmp, tcp or udp', protocol);
  if (isPresent(port) && !(Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return expected('port', 'a number from 1 to 65535', port);
  if (isPresent(port) && protocol === 'icmp') return parseFailure('"port" must be absent, because ICMP has no ports');
  return parseSuccess({
    from: from.trim(),
    to: to.trim(),
    ...(isProtocol(protocol) && { protocol }),
    ...(isPresent(port) && { port: Number(port) }),
  });
}

const expected = (property: string, what: string, value: unknown): ParseResult<never> =>
  parseFailure(
    value === undefined ? `"${property}" is missing; it must be ${what}` : `"${property}" must be ${what}, not ${shorten(value)}`,
  );

const shorten = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
