import { expect, it } from 'vitest';
import { topologyOf, worldOf } from '../../testing/in-world.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { runRules } from '../index.ts';
import { oddAddressSpace } from './odd-address-space.ts';

testRule(oddAddressSpace, {
  worlds: [
    `# Twice the same, and a VNet as it should be
vnet twice 10.0.0.0/16 10.0.0.0/16
vnet fine  10.1.0.0/16 10.2.0.0/16
#= fail    VNP203 twice
`,
  ],
  says: [
    'The address space of twice cannot be right. Prefixes overlap each other: 10.0.0.0/16. | Correct the address space of twice where this snapshot came from. Azure itself does not accept it; if Azure shows it, read again, and otherwise export the file again.',
    'The address space of hub cannot be right. Prefixes overlap each other: 10.0.0.0/16 with 10.0.4.0/24. | Correct the address space of hub where this snapshot came from. Azure itself does not accept it; if Azure shows it, read again, and otherwise export the file again.',
  ],
});

it('VNP203 says what is wrong with a text that is no prefix, which only a file can hold', () => {
  const topology = topologyOf(worldOf('vnet hub 10.0.0.0/16'));
  const vnets = new Map([...topology.vnets].map(([key, vnet]) => [key, { ...vnet, addressSpace: ['10.0.0.5/24', '10.1.0.0/99'] }]));
  const [finding] = runRules({ ...topology, vnets }, [oddAddressSpace]).findings;
  expect(finding?.text).toBe(
    'The address space of hub cannot be right. 10.0.0.5/24 has host bits set; did you mean 10.0.0.0/24? "10.1.0.0/99" is not a prefix: the length is at most 32.',
  );
});
