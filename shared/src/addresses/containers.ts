import { type Cidr, contains, parseCidr } from '../net/index.ts';

/** A range under which prefixes are listed. */
export interface Container {
  readonly id: string;
  /** Undefined for the container of everything that is in no other one. */
  readonly cidr: Cidr | undefined;
  readonly label: string;
}

const container = (text: string, label: string): Container => {
  const parsed = parseCidr(text);
  return { id: text, cidr: parsed.ok ? parsed.value : undefined, label };
};

/** Ranges for private networks (RFC 1918, RFC 6598, RFC 4193), in the order of addresses, and the rest. */
export const CONTAINERS: readonly Container[] = [
  container('10.0.0.0/8', 'Private range (RFC 1918)'),
  container('100.64.0.0/10', 'Shared range (RFC 6598)'),
  container('172.16.0.0/12', 'Private range (RFC 1918)'),
  container('192.168.0.0/16', 'Private range (RFC 1918)'),
  { id: 'other-4', cidr: undefined, label: 'Other IPv4 ranges' },
  container('fc00::/7', 'Unique local range (RFC 4193)'),
  { id: 'other-6', cidr: undefined, label: 'Other IPv6 ranges' },
];

/** Returns the container of a prefix. */
export function containerOf(cidr: Cidr): Container | undefined {
  const other = `other-${cidr.family}`;
  return CONTAINERS.find((one) => (one.cidr ? contains(one.cidr, cidr) : one.id === other));
}
