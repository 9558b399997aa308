import { type Address, type Cidr, type Family, formatAddress, parseAddress, parseCidr } from '../net/index.ts';

/** Ranges whose meaning is public: an address inside one stays inside, one outside stays outside (IANA special-purpose registries, Azure). */
const SPECIAL_RANGES = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '255.255.255.255/32',
  '::/128',
  '::1/128',
  '::ffff:0:0/96',
  '64:ff9b::/96',
  '2000::/3',
  '2001:db8::/32',
  'fc00::/8',
  'fd00::/8',
  'fe80::/10',
  'ff00::/8',
];

const WIDTH: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** Attempts to find a mapping whose results are not addresses of the input; a large estate uses too many addresses to avoid them. */
const MAX_DRAWS = 20;
const MAX_ADDRESSES_TO_AVOID = 2000;

/** Replaces addresses and prefixes consistently. */
export interface AddressMapper {
  /** Maps an address, or a prefix with or without host bits. Other text becomes `invalid`. */
  map(text: string): string;
}

/**
 * Creates a mapper that preserves prefixes: two addresses share as many leading bits after the mapping as before, so that containment, overlap,
 * equality and lengths stay. Whether a bit is flipped depends on the bits before it (Xu et al., Prefix-preserving IP address anonymization, 2002).
 */
export function createAddressMapper(texts: Iterable<string>, randomBit: () => boolean): AddressMapper {
  const originals = [...new Set(texts)].flatMap((text) => parsePrefix(text) ?? []);
  const used = new Set(originals.map(({ address }) => formatAddress(address)));
  const isReused = (flip: FlipsBit) => originals.some((one) => !isFixed(one) && used.has(formatAddress(mapAddress(one, flip))));
  let flip = createBitFlipper(randomBit);
  const draws = originals.length > MAX_ADDRESSES_TO_AVOID ? 1 : MAX_DRAWS;
  for (let draw = 1; draw < draws && isReused(flip); draw++) flip = createBitFlipper(randomBit);
  const replace = (text: string): string => {
    const parsed = parsePrefix(text);
    if (!parsed) return 'invalid';
    const address = formatAddress(mapAddress(parsed, flip));
    return parsed.suffix === undefined ? address : `${address}/${parsed.suffix}`;
  };
  const known = new Map<string, string>();
  return {
    map: (text) => {
      const replacement = known.get(text) ?? replace(text);
      known.set(text, replacement);
      return replacement;
    },
  };
}

interface ParsedPrefix {
  readonly address: Address;
  /** Number of leading bits that are mapped; the others are host bits, which stay as they are. */
  readonly length: number;
  /** Length as text, which may be too large; undefined for an address. */
  readonly suffix: string | undefined;
}

function parsePrefix(text: string): ParsedPrefix | undefined {
  const [addressText = '', suffix] = text.split('/', 2);
  const address = parseAddress(addressText);
  if (!address.ok || (suffix !== undefined && !/^\d{1,3}$/.test(suffix))) return undefined;
  const width = WIDTH[address.value.family];
  return { address: address.value, length: Math.min(width, Number(suffix ?? width)), suffix };
}

/** Returns whether the bit after the first `depth` bits of the address is flipped. */
type FlipsBit = (address: Address, depth: number) => boolean;

function mapAddress({ address, length }: ParsedPrefix, flip: FlipsBit): Address {
  const width = WIDTH[address.family];
  let { value } = address;
  for (let depth = 0; depth < length; depth++) if (flip(address, depth)) value ^= 1n << BigInt(width - depth - 1);
  return { family: address.family, value };
}

const nodeKey = ({ family, value }: Address, depth: number): string => `${family} ${depth} ${value >> BigInt(WIDTH[family] - depth)}`;

/** Prefixes that contain a special range and more: the bit after them separates the range from other addresses, so it is never flipped. */
const FIXED_NODES: ReadonlySet<string> = new Set(
  SPECIAL_RANGES.flatMap((text) => {
    const range = parseCidr(text);
    return range.ok ? enclosingNodes(range.value) : [];
  }),
);

function enclosingNodes({ family, first, length }: Cidr): readonly string[] {
  return Array.from({ length }, (_, depth) => nodeKey({ family, value: first }, depth));
}

/** Returns whether the mapping leaves a prefix as it is, because it is a special range or contains one. */
const isFixed = ({ address, length }: ParsedPrefix): boolean => length === 0 || FIXED_NODES.has(nodeKey(address, length - 1));

function createBitFlipper(randomBit: () => boolean): FlipsBit {
  const flips = new Map<string, boolean>();
  return (address, depth) => {
    const node = nodeKey(address, depth);
    if (FIXED_NODES.has(node)) return false;
    const known = flips.get(node);
    if (known !== undefined) return known;
    // the first bit that may be flipped always is, so that no address is mapped to itself
    const isFlipped = FIXED_NODES.has(nodeKey(address, depth - 1)) || randomBit();
    flips.set(node, isFlipped);
    return isFlipped;
  };
}
