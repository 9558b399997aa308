import { expect, it } from 'vitest';
import { toFixture, visibleTopology } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { runRules } from '../index.ts';
import { oddAddressSpace } from './odd-address-space.ts';

testRule(oddAddressSpace, {
  fixtures: [
    `# A duplicate prefix, and a correct VNet
vnet twice 10.0.0.0/16 10.0.0.0/16
vnet fine  10.1.0.0/16 10.2.0.0/16
#= fail    VNP203 twice
`,
  ],
  texts: [
    'The address space of twice is invalid. Its prefixes overlap: 10.0.0.0/16. | Azure does not accept such an address space, so the data is probably wrong. If it was read from Azure, refresh; if it comes from a file, correct the address space of twice there or export the file again.',
    'The address space of hub is invalid. Its prefixes overlap: 10.0.0.0/16 with 10.0.4.0/24. | Azure does not accept such an address space, so the data is probably wrong. If it was read from Azure, refresh; if it comes from a file, correct the address space of hub there or export the file again.',
  ],
});

it('VNP203 describes why a prefix in a file is invalid', () => {
  const topology = visibleTopology(toFixture('vnet hub 10.0.0.0/16'));
  const vnets = new Map([...topology.vnets].map(([key, vnet]) => [key, { ...vnet, addressSpace: ['10.0.0.5/24', '10.1.0.0/99'] }]));
  const [finding] = runRules({ ...topology, vnets }, [oddAddressSpace]).findings;
  expect(finding?.text).toBe(
    'The address space of hub is invalid. 10.0.0.5/24 has host bits set; did you mean 10.0.0.0/24? "10.1.0.0/99" is not a prefix: the length is at most 32.',
  );
});
