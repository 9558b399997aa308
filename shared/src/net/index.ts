/** IP addresses, prefixes and sets of them, independent of what they are used for. */
export { type Address, type Family, formatAddress, parseAddress, widthOf } from './address.ts';
export { type Cidr, compareCidrs, contains, containsAddress, enclosingCidr, formatCidr, overlaps, parseCidr, sizeOf } from './cidr.ts';
export { countFreeCidrs, freeCidrs, largestCidr } from './free.ts';
export { type ParseResult, parseFailure, parseSuccess } from './parse-result.ts';
export { createPrefixIndex, type PrefixIndex, type PrefixKey, prefixKey } from './prefix-index.ts';
export {
  type AddressRange,
  cidrsOf,
  hasAddress,
  includes,
  intersect,
  isEmpty,
  type PrefixSet,
  subtract,
  toPrefixSet,
  union,
} from './prefix-set.ts';
