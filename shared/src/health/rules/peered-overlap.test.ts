import { testRule } from '../../testing/rule-suite.ts';
import { peeredOverlap } from './peered-overlap.ts';

testRule(peeredOverlap, {
  fixtures: [
    `# VNets that overlap, one that does not, and subnets that do not overlap although their VNets do
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
    `# VNets that overlap in IPv4, peered over IPv6 only, and VNets that overlap in IPv6
vnet a 10.0.0.0/16 fd00:a::/48
vnet b 10.0.0.0/16 fd00:b::/48
vnet c 10.3.0.0/16 fd00:a::/56
a <-> b ipv6-only
a <-> c ipv6-only
#= fail    VNP201 a<->c
`,
    `# A VNet without known prefixes
vnet hub    10.0.0.0/16
vnet theirs hidden
hub <-> theirs
#= unknown VNP201 hub<->theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  texts: [
    'The address spaces of the peered VNets clash and hub overlap: 10.1.4.0/24 with 10.1.0.0/16. Each VNet routes these addresses to its own machines, so it cannot reach those of the other. | Change the address space of clash or hub: add a new prefix, move the subnets to it, remove the old prefix, then sync the peering. Until then, peer only subnets that do not overlap.',
    'The address spaces of the peered VNets a and c overlap: fd00:a::/48 with fd00:a::/56. Each VNet routes these addresses to its own machines, so it cannot reach those of the other. | Change the address space of a or c: add a new prefix, move the subnets to it, remove the old prefix, then sync the peering. Until then, peer only subnets that do not overlap.',
    'The address spaces of the peered VNets hub and spoke overlap: 10.1.0.0/16 with 10.1.4.0/24. Each VNet routes these addresses to its own machines, so it cannot reach those of the other. | Change the address space of hub or spoke: add a new prefix, move the subnets to it, remove the old prefix, then sync the peering. Until then, peer only subnets that do not overlap.',
  ],
});
