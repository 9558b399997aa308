import type { ResourceKey } from '../../arm/index.ts';
import { formatCidr, overlaps, parseCidr } from '../../net/index.ts';
import { type Overlap, overlapsInWords, prefixReader } from '../../routing/index.ts';
import { aboutVNet } from '../about.ts';
import { fail, pass, rule } from '../rule.ts';

interface Evidence {
  readonly vnet: ResourceKey;
  readonly problems: readonly string[];
  readonly overlaps: readonly Overlap[];
}

/** Azure refuses both; an imported or edited file can hold them, and everything computed from such prefixes would be wrong. */
export const oddAddressSpace = rule<Evidence>({
  code: 'VNP203',
  slug: 'odd-address-space',
  title: 'An address space is not what it should be',
  severity: 'error',
  reads: ['vnets'],
  neverUnknown: 'a VNet that was read comes with its address space',

  *check({ vnets }) {
    const read = prefixReader();
    for (const { key, addressSpace } of vnets.values()) {
      const problems = addressSpace.flatMap((text) => (read([text]).length > 0 ? [] : problemOf(text)));
      const own = read(addressSpace);
      const twice = own.flatMap((a, i) =>
        own
          .slice(i + 1)
          .filter((b) => overlaps(a, b))
          .map((b): Overlap => [formatCidr(a), formatCidr(b)]),
      );
      if (problems.length + twice.length > 0) yield fail(aboutVNet(key), { vnet: key, problems, overlaps: twice });
      else yield pass(aboutVNet(key));
    }
  },

  explain: ({ vnet, problems, overlaps }, name) =>
    [
      `The address space of ${name(vnet)} cannot be right.`,
      ...problems.map((problem) => (problem.endsWith('?') ? problem : `${problem}.`)),
      ...(overlaps.length > 0 ? [`Prefixes overlap each other: ${overlapsInWords(overlaps)}.`] : []),
    ].join(' '),
  remedy: () => [],
  advice: ({ vnet }, name) =>
    `Correct the address space of ${name(vnet)} where this snapshot came from. Azure itself does not accept it; if Azure shows it, read again, and otherwise export the file again.`,
});

function problemOf(text: string): string[] {
  const result = parseCidr(text);
  return result.ok ? [] : [result.problem];
}
