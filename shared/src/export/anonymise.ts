import type { Snapshot } from '../topology/index.ts';
import { createAddressMapper } from './address-mapper.ts';
import { createNameMapper } from './name-mapper.ts';
import { GUID_KINDS, type GuidKind, type Replacer } from './replacer.ts';
import { anonymiseSnapshot } from './treatments.ts';

/**
 * Returns the snapshot without anything that identifies its owner: names, ids, tags and addresses are replaced, free text is removed.
 * The rules return the same findings: equal texts have equal replacements, prefixes keep their relations, and names keep their order. The
 * mapping of addresses is drawn with `randomBit` and cannot be derived from the result.
 */
export function anonymise(snapshot: Snapshot, randomBit: () => boolean): Snapshot {
  const { names, guids, prefixes } = collectTexts(snapshot);
  const addressMapper = createAddressMapper(prefixes, randomBit);
  const nameMapper = createNameMapper(names);
  const guidNumbers = new Map(GUID_KINDS.map((kind) => [kind, numberInOrder(guids[kind])]));
  const replacer: Replacer = {
    name: nameMapper.map,
    guid: (kind, guid) => formatGuid(kind, guidNumbers.get(kind)?.get(guid.toLowerCase()) ?? 0),
    prefix: addressMapper.map,
  };
  return anonymiseSnapshot(snapshot, replacer);
}

interface Texts {
  readonly names: ReadonlyMap<string, Set<string>>;
  readonly guids: Readonly<Record<GuidKind, Set<string>>>;
  readonly prefixes: ReadonlySet<string>;
}

/** Collects the texts to replace with a replacer that records them: numbers can be given only when all are known. */
function collectTexts(snapshot: Snapshot): Texts {
  const names = new Map<string, Set<string>>();
  const guids = { subscription: new Set<string>(), tenant: new Set<string>(), resource: new Set<string>(), etag: new Set<string>() };
  const prefixes = new Set<string>();
  anonymiseSnapshot(snapshot, {
    name: (type, name) => {
      const key = type.toLowerCase();
      names.set(key, (names.get(key) ?? new Set()).add(name));
      return name;
    },
    guid: (kind, guid) => {
      guids[kind].add(guid.toLowerCase());
      return guid;
    },
    prefix: (text) => {
      prefixes.add(text);
      return text;
    },
  });
  return { names, guids, prefixes };
}

const numberInOrder = (texts: ReadonlySet<string>): ReadonlyMap<string, number> =>
  new Map([...texts].sort().map((text, i) => [text, i + 1]));

/** Formats a number as a GUID that shows its kind in the fourth group. */
const formatGuid = (kind: GuidKind, number: number): string =>
  `00000000-0000-0000-${String(GUID_KINDS.indexOf(kind)).padStart(4, '0')}-${number.toString(16).padStart(12, '0')}`;
