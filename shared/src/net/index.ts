/** IP addresses, prefixes and sets of them, independent of what they are used for. */
export { type Address, type Family, formatAddress, parseAddress } from './address.ts';
export { type Cidr, compareCidrs, contains, containsAddress, enclosingCidr, formatCidr, overlaps, parseCidr, sizeOf } from './cidr.ts';
export { type ParseResult, parseFailure, parseSuccess } from './parse-result.ts';
export { cidrsOf, hasAddress, includes, intersect, isEmpty, type PrefixSet, subtract, toPrefixSet, union } from './prefix-set.ts';
