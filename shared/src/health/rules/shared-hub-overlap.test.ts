import { testRule } from '../../testing/rule-suite.ts';
import { sharedHubOverlap } from './shared-hub-overlap.ts';

testRule(sharedHubOverlap, {
  fixtures: [
    `# Two hubs with the same two spokes, and a spoke without overlap
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
    `# The prefixes of one unreadable VNet are known from the hub's half, those of another are not
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
    `# Spokes that overlap only outside their subnet peerings, and two that overlap in the peered subnets
vnet hub 10.0.0.0/16
vnet s1 10.1.0.0/16 10.9.0.0/16
vnet s2 10.2.0.0/16 10.9.0.0/16
vnet s3 10.9.0.0/16
subnet hub/core 10.0.1.0/24
subnet s1/web 10.1.1.0/24
subnet s2/web 10.2.1.0/24
subnet s2/db 10.9.4.0/24
subnet s3/db 10.9.4.0/25
hub <-> s1 local-subnets=core remote-subnets=web
hub <-> s2 local-subnets=core remote-subnets=web,db
hub <-> s3 local-subnets=core remote-subnets=db
#= fail    VNP202 s2+s3
`,
    `# Spokes that overlap in IPv4, one of them peered over IPv6 only
vnet hub 10.0.0.0/16 fd00:0::/48
vnet s1 10.1.0.0/16 fd00:1::/48
vnet s2 10.1.0.0/16 fd00:2::/48
hub <-> s1
hub <-> s2 ipv6-only
`,
    `# A triangle: VNets that overlap and are peered with each other are another finding
vnet a 10.0.0.0/16
vnet b 10.0.4.0/24
vnet c 10.2.0.0/16
a <-> b
b <-> c
a <-> c
#= fail    VNP201 a<->b
`,
  ],
  texts: [
    'spoke-a and spoke-b are both peered with hub-1 and hub-2, and their address spaces overlap: 10.1.0.0/16 with 10.1.4.0/24. It is ambiguous which of them the hub, or a response from on-premises, reaches at these addresses. | Change the address space of spoke-a or spoke-b and sync its peering with hub-1 and hub-2. Until then, Azure may reject further peerings of either VNet.',
    'partner and spoke are both peered with hub, and their address spaces overlap: 10.1.0.0/24 with 10.1.0.0/16. It is ambiguous which of them the hub, or a response from on-premises, reaches at these addresses. | Change the address space of partner or spoke and sync its peering with hub. Until then, Azure may reject further peerings of either VNet.',
    's2 and s3 are both peered with hub, and their address spaces overlap: 10.9.4.0/24 with 10.9.4.0/25. It is ambiguous which of them the hub, or a response from on-premises, reaches at these addresses. | Change the address space of s2 or s3 and sync its peering with hub. Until then, Azure may reject further peerings of either VNet.',
    'spoke-a and spoke-b are both peered with hub, and their address spaces overlap: 10.1.0.0/16 with 10.1.4.0/24. It is ambiguous which of them the hub, or a response from on-premises, reaches at these addresses. | Change the address space of spoke-a or spoke-b and sync its peering with hub. Until then, Azure may reject further peerings of either VNet.',
  ],
});
