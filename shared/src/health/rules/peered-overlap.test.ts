import { testRule } from '../../testing/rule-suite.ts';
import { peeredOverlap } from './peered-overlap.ts';

testRule(peeredOverlap, {
  worlds: [
    `# Whole VNets that overlap, one that does not, and subnets that do not although their VNets do
vnet hub    10.1.0.0/16 10.0.0.0/16
vnet clash  10.1.4.0/24
vnet fine   10.2.0.0/16
vnet partly 10.0.0.0/16
subnet hub/shared 10.0.1.0/24
subnet partly/app 10.0.2.0/24
hub <-> clash
hub <-> fine
hub <-> partly local-subnets=shared remote-subnets=app
#= fail    VNP201 clash<->hub
`,
    `# A VNet of which nobody has learned any prefix
vnet hub    10.0.0.0/16
vnet theirs hidden
hub <-> theirs
#= unknown VNP201 hub<->theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  says: [
    'clash and hub are peered and overlap: 10.1.4.0/24 with 10.1.0.0/16. In each VNet those addresses mean its own machines, so the other side’s cannot be reached. | Give clash or hub other prefixes: add a new one, move its subnets there, remove the old one, then sync the peering. Until then, peer only subnets that do not overlap.',
    'hub and spoke are peered and overlap: 10.1.0.0/16 with 10.1.4.0/24. In each VNet those addresses mean its own machines, so the other side’s cannot be reached. | Give hub or spoke other prefixes: add a new one, move its subnets there, remove the old one, then sync the peering. Until then, peer only subnets that do not overlap.',
  ],
});
