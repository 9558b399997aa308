import { testRule } from '../../testing/rule-suite.ts';
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
