import { parseAddress } from '@peerscape/shared/net';
import type { Shape } from '../arm/shape.ts';
import { isDomainName } from './dns-names.ts';
import type { Properties } from './resource-kind.ts';

/** Type of record: what a record contains and what is wrong with one. */
export interface RecordType {
  readonly name: string;
  /** True if a set has one record at most. */
  readonly isSingle?: true;
  readonly record: { readonly [member: string]: Shape };
  /** `maxText` is the length of the longest text. */
  readonly problem?: (record: Properties, maxText: number) => string | undefined;
}

const domainProblem = (text: unknown) => (isDomainName(text) ? undefined : `The domain name '${String(text)}' is invalid.`);

const addressProblem = (text: unknown, family: 4 | 6) => {
  const address = parseAddress(String(text));
  return address.ok && address.value.family === family ? undefined : `The IPv${family} address '${String(text)}' is invalid.`;
};

/** Returns whether a value is a whole number from 0 to `max`. */
export const isWithin = (value: unknown, max: number): boolean => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= max;

/** Returns an error for the first member that is not a whole number from 0 to `max`. */
const numberProblem = (record: Properties, names: readonly string[], max = 65_535) => {
  const wrong = names.find((name) => !isWithin(record[name], max));
  return wrong === undefined ? undefined : `The value '${String(record[wrong])}' of '${wrong}' is invalid. It must be from 0 to ${max}.`;
};

const TAGS = ['issue', 'issuewild', 'iodef'];

const tagProblem = (tag: unknown) => (TAGS.includes(String(tag)) ? undefined : `The tag '${String(tag)}' of a CAA record is invalid.`);

export const RECORD_TYPES: readonly RecordType[] = [
  { name: 'A', record: { ipv4Address: 'string' }, problem: ({ ipv4Address }) => addressProblem(ipv4Address, 4) },
  { name: 'AAAA', record: { ipv6Address: 'string' }, problem: ({ ipv6Address }) => addressProblem(ipv6Address, 6) },
  {
    name: 'CAA',
    record: { flags: 'number', tag: 'string', value: 'string' },
    problem: (record) => numberProblem(record, ['flags'], 255) ?? tagProblem(record.tag),
  },
  { name: 'CNAME', isSingle: true, record: { cname: 'string' }, problem: ({ cname }) => domainProblem(cname) },
  {
    name: 'MX',
    record: { preference: 'number', exchange: 'string' },
    problem: (record) => numberProblem(record, ['preference']) ?? domainProblem(record.exchange),
  },
  { name: 'NS', record: { nsdname: 'string' }, problem: ({ nsdname }) => domainProblem(nsdname) },
  { name: 'PTR', record: { ptrdname: 'string' }, problem: ({ ptrdname }) => domainProblem(ptrdname) },
  {
    name: 'SOA',
    isSingle: true,
    record: {
      host: 'string',
      email: 'string',
      serialNumber: 'number',
      refreshTime: 'number',
      retryTime: 'number',
      expireTime: 'number',
    },
  },
  {
    name: 'SRV',
    record: { priority: 'number', weight: 'number', port: 'number', target: 'string' },
    problem: (record) => numberProblem(record, ['priority', 'weight', 'port']) ?? domainProblem(record.target),
  },
  { name: 'TXT', record: { value: ['string'] }, problem: textProblem },
];

/** Each string of a TXT record has at most 255 characters; their sum is limited too (Microsoft's page on DNS zones and records). */
function textProblem({ value }: Properties, maxText: number): string | undefined {
  const texts = Array.isArray(value) ? value.map(String) : [];
  if (texts.length > 0 && texts.every((text) => text.length <= 255) && texts.join('').length <= maxText) return undefined;
  return `The value of a TXT record must have strings of at most 255 characters, and at most ${maxText} characters in all.`;
}
