/** IP addresses, prefixes and sets of them, independent of what they are used for. */
export { type Address, type Family, formatAddress, parseAddress } from './address.ts';
export { type Cidr, cidrAround, compareCidrs, contains, formatCidr, holds, overlaps, parseCidr, sizeOf } from './cidr.ts';
export { type Parsed, parsed, refused } from './parsed.ts';
export { cidrsOf, hasAddress, includes, intersect, isEmpty, type PrefixSet, prefixSet, subtract, union } from './prefix-set.ts';
