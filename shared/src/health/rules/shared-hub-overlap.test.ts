import { testRule } from '../../testing/rule-suite.ts';
import { sharedHubOverlap } from './shared-hub-overlap.ts';

testRule(sharedHubOverlap, {
  worlds: [
    `# Two hubs, the same two spokes at both, and one that is no trouble
vnet hub-1 10.0.0.0/16
vnet hub-2 10.8.0.0/16
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.1.4.0/24
vnet spoke-c 10.3.0.0/16
hub-1 <-> spoke-a
hub-1 <-> spoke-b
hub-1 <-> spoke-c
hub-2 <-> spoke-a
hub-2 <-> spoke-b
#= fail    VNP202 spoke-a+spoke-b
`,
    `# What a VNet that may not be read has is known from the hub's half; of another nothing is known
vnet hub     10.0.0.0/16
vnet spoke   10.1.0.0/16
vnet partner 10.1.0.0/24 hidden
vnet dark    hidden
hub <-> spoke
hub <-> partner
hub <-> dark
#= fail    VNP202 partner+spoke
#= unknown VNP202 dark<->hub
#= unknown VNP201 dark<->hub
#= unknown VNP106 dark<->hub
#= unknown VNP106 hub<->partner
#= unknown VNP401 dark<->hub
#= unknown VNP401 hub<->partner
`,
    `# A triangle: those that overlap are peered with each other, and that is another finding
vnet a 10.0.0.0/16
vnet b 10.0.4.0/24
vnet c 10.2.0.0/16
a <-> b
b <-> c
a <-> c
#= fail    VNP201 a<->b
`,
  ],
  says: [
    'spoke-a and spoke-b are both peered with hub-1, hub-2 and overlap: 10.1.0.0/16 with 10.1.4.0/24. Which of the two an address means, to the hub and on the way back from on-premises, is ambiguous. | Give spoke-a or spoke-b other prefixes and sync its peering with hub-1, hub-2. Azure refuses further peerings of either until then.',
    'spoke and partner are both peered with hub and overlap: 10.1.0.0/16 with 10.1.0.0/24. Which of the two an address means, to the hub and on the way back from on-premises, is ambiguous. | Give spoke or partner other prefixes and sync its peering with hub. Azure refuses further peerings of either until then.',
    'spoke-a and spoke-b are both peered with hub and overlap: 10.1.0.0/16 with 10.1.4.0/24. Which of the two an address means, to the hub and on the way back from on-premises, is ambiguous. | Give spoke-a or spoke-b other prefixes and sync its peering with hub. Azure refuses further peerings of either until then.',
  ],
});
