import type { ResourceKey } from '../../arm/index.ts';
import { formatCidr, overlaps, parseCidr } from '../../net/index.ts';
import { createPrefixParser, formatOverlaps, type Overlap } from '../../routing/index.ts';
import { defineRule, fail, pass } from '../rule.ts';
import { vnetSubject } from '../verdict-subject.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly problems: readonly string[];
  readonly overlaps: readonly Overlap[];
}

/** Azure rejects both; an imported or edited file can contain them, and everything computed from such prefixes would be wrong. */
export const oddAddressSpace = defineRule<Evidence>({
  code: 'VNP203',
  slug: 'odd-address-space',
  title: 'Invalid address space',
  severity: 'error',
  reads: ['vnets'],
  neverUnknown: 'the address space of a VNet is read together with it',

  *check({ vnets }) {
    const read = createPrefixParser();
    for (const { key, addressSpace } of vnets.values()) {
      const problems = addressSpace.flatMap((text) => (read([text]).length > 0 ? [] : problemOf(text)));
      const own = read(addressSpace);
      const overlapping = own.flatMap((a, i) =>
        own
          .slice(i + 1)
          .filter((b) => overlaps(a, b))
          .map((b): Overlap => [formatCidr(a), formatCidr(b)]),
      );
      if (problems.length + overlapping.length > 0) yield fail(vnetSubject(key), { vnet: key, problems, overlaps: overlapping });
      else yield pass(vnetSubject(key));
    }
  },

  explain: ({ vnet, problems, overlaps }, name) =>
    [
      `The address space of ${name(vnet)} is invalid.`,
      ...problems.map((problem) => (problem.endsWith('?') ? problem : `${problem}.`)),
      ...(overlaps.length > 0 ? [`Its prefixes overlap: ${formatOverlaps(overlaps)}.`] : []),
    ].join(' '),
  remedy: () => [],
  advice: ({ vnet }, name) =>
    `Azure does not accept such an address space, so the data is probably wrong. If it was read from Azure, refresh; if it comes from a file, correct the address space of ${name(vnet)} there or export the file again.`,
});

function problemOf(text: string): string[] {
  const result = parseCidr(text);
  return result.ok ? [] : [result.problem];
}
