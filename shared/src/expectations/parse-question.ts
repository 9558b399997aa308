import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import type { Protocol, Question } from '../reach/index.ts';

const PROTOCOLS: readonly string[] = ['icmp', 'tcp', 'udp'] satisfies readonly Protocol[];
const isProtocol = (value: unknown): value is Protocol => typeof value === 'string' && PROTOCOLS.includes(value);

/** Parses one question; other properties are ignored. */
export function parseQuestion(entry: unknown): ParseResult<Question> {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return parseFailure('an object is expected');
  const { from, to, protocol, port } = entry as Readonly<Record<string, unknown>>;
  if (typeof from !== 'string' || from.trim() === '')
    return createPropertyFailure('from', 'vnet/subnet, a VNet, an IP address or an ARM id', from);
  if (typeof to !== 'string' || to.trim() === '')
    return createPropertyFailure('to', 'vnet/subnet, a VNet, an IP address, an ARM id or internet', to);
  const isPresent = (value: unknown) => value !== undefined && value !== null;
  if (isPresent(protocol) && !isProtocol(protocol)) return createPropertyFailure('protocol', 'icmp, tcp or udp', protocol);
  if (isPresent(port) && !(Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535))
    return createPropertyFailure('port', 'a number from 1 to 65535', port);
  if (isPresent(port) && protocol === 'icmp') return parseFailure('"port" must be absent, because ICMP has no ports');
  return parseSuccess({
    from: from.trim(),
    to: to.trim(),
    ...(isProtocol(protocol) && { protocol }),
    ...(isPresent(port) && { port: Number(port) }),
  });
}

/** Says what a property must be. */
export const createPropertyFailure = (property: string, what: string, value: unknown): ParseResult<never> =>
  parseFailure(
    value === undefined ? `"${property}" is missing; it must be ${what}` : `"${property}" must be ${what}, not ${shorten(value)}`,
  );

const shorten = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
