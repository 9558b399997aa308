import { testRule } from '../../testing/rule-suite.ts';
import { oneWayRoutes } from './one-way-routes.ts';

testRule(oneWayRoutes, {
  fixtures: [
    `# Routes in both directions, and a default route as return route
vnet hub     10.0.0.0/16 firewall=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
vnet spoke-c 10.3.0.0/16
subnet spoke-a/app 10.1.0.0/24
subnet spoke-b/app 10.2.0.0/24
subnet spoke-c/app 10.3.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
hub <-> spoke-c forwarded
route spoke-a/app 10.2.0.0/16 via hub
route spoke-b/app 10.1.0.0/16 via hub
route spoke-a/app 10.3.0.0/16 via hub
route spoke-c/app 0.0.0.0/0 via hub
vnet mesh 10.7.0.0/16
subnet mesh/app 10.7.0.0/24
group joined mesh hub
route mesh/app 10.60.0.0/16 via hub
`,
    `# The firewall sees only one direction if responses take the peering
vnet hub     10.0.0.0/16 firewall=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
subnet spoke-a/app 10.1.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
spoke-a <-> spoke-b
route spoke-a/app 10.2.0.0/16 via hub
#= fail    VNP404 spoke-b
`,
    `# A route that is less specific than the address space of a direct peering has no effect
vnet hub     10.0.0.0/16 firewall=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
subnet spoke-a/app 10.1.0.0/24
hub <-> spoke-a forwarded
hub <-> spoke-b forwarded
spoke-a <-> spoke-b
route spoke-a/app 10.0.0.0/8 via hub
#= fail    VNP406 spoke-a
`,
    `# Two hubs with prefix routes in both directions: an appliance’s subnet forwards to the other hub and is no sender
vnet hub-1   10.1.0.0/24 nva=10.1.0.4
vnet hub-2   10.2.0.0/24 nva=10.2.0.4
vnet spoke-1 10.11.0.0/24
vnet spoke-2 10.12.0.0/24
vnet spoke-3 10.21.0.0/24
subnet hub-2/shared 10.2.0.128/25
subnet spoke-1/app 10.11.0.0/25
subnet spoke-2/app 10.12.0.0/25
subnet spoke-3/app 10.21.0.0/25
hub-1 <-> hub-2 forwarded
hub-1 <-> spoke-1 | forwarded
hub-1 <-> spoke-2 | forwarded
hub-2 <-> spoke-3 | forwarded
route spoke-1/app 10.2.0.0/24 via hub-1
route spoke-1/app 10.12.0.0/24 via hub-1
route spoke-1/app 10.21.0.0/24 via hub-1
route spoke-2/app 10.11.0.0/24 via hub-1
route spoke-2/app 10.21.0.0/24 via hub-1
route spoke-3/app 10.11.0.0/24 via hub-2
route spoke-3/app 10.12.0.0/24 via hub-2
route hub-1/nva 10.21.0.0/24 via hub-2
route hub-2/nva 10.11.0.0/24 via hub-1
route hub-2/nva 10.12.0.0/24 via hub-1
route hub-2/shared 10.11.0.0/24 via hub-2
`,
    `# Hosts in the other hub do send; and only its appliance’s subnet has a route, so hosts there cannot answer
vnet hub-1   10.1.0.0/24 nva=10.1.0.4
vnet hub-2   10.2.0.0/24 nva=10.2.0.4
vnet spoke-1 10.11.0.0/24
vnet spoke-2 10.12.0.0/24
vnet spoke-3 10.21.0.0/24
subnet hub-2/shared 10.2.0.128/25
subnet spoke-1/app 10.11.0.0/25
subnet spoke-2/app 10.12.0.0/25
subnet spoke-3/app 10.21.0.0/25
hub-1 <-> hub-2 forwarded
hub-1 <-> spoke-1 | forwarded
hub-1 <-> spoke-2 | forwarded
hub-2 <-> spoke-3 | forwarded
route spoke-1/app 10.2.0.0/24 via hub-1
route spoke-3/app 10.11.0.0/24 via hub-2
route hub-2/nva 10.11.0.0/24 via hub-1
route hub-2/shared 10.12.0.0/24 via hub-1
#= fail    VNP404 hub-2
#= fail    VNP404 spoke-2
`,
    `# Gateways and appliances do not answer: nothing but their subnets is behind the route
vnet hub-1   10.1.0.0/24 nva=10.1.0.4
vnet hub-2   10.2.0.0/24 firewall=10.2.0.4 gateway
vnet spoke-1 10.11.0.0/24
subnet spoke-1/app 10.11.0.0/25
hub-1 <-> hub-2 forwarded
hub-1 <-> spoke-1 | forwarded
route spoke-1/app 10.2.0.0/24 via hub-1
`,
    `# Two hubs and no return route through either: one finding
vnet hub-1   10.0.0.0/16 firewall=10.0.1.4
vnet hub-2   10.8.0.0/16 firewall=10.8.1.4
vnet spoke-a 10.1.0.0/16
vnet spoke-b 10.2.0.0/16
vnet spoke-c 10.3.0.0/16
subnet spoke-a/app 10.1.0.0/24
subnet spoke-c/app 10.3.0.0/24
hub-1 <-> spoke-a forwarded
hub-1 <-> spoke-b forwarded
hub-2 <-> spoke-b forwarded
hub-2 <-> spoke-c forwarded
route spoke-a/app 10.2.0.0/16 via hub-1
route spoke-c/app 10.2.0.0/16 via hub-2
#= fail    VNP404 spoke-b
`,
    `# The routes of a VNet that cannot be read
vnet hub     10.0.0.0/16 firewall=10.0.1.4
vnet spoke-a 10.1.0.0/16
vnet theirs  10.2.0.0/16 hidden
subnet spoke-a/app 10.1.0.0/24
hub <-> spoke-a forwarded
hub <-> theirs forwarded
route spoke-a/app 10.2.0.0/16 via hub
#= unknown VNP404 theirs
#= unknown VNP402 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  texts: [
    'spoke-a routes to spoke-b through 10.0.1.4 in hub. spoke-b has no return route through it, so responses are lost. | Add return routes to the subnets of spoke-b with next hop type VirtualAppliance: the address prefixes of spoke-a to 10.0.1.4.',
    'spoke-1 routes to hub-2 through 10.1.0.4 in hub-1. hub-2 has no return route through it, so responses are lost. | Add return routes to the subnets of hub-2 with next hop type VirtualAppliance: the address prefixes of spoke-1 to 10.1.0.4.',
    'hub-2 routes to spoke-2 through 10.1.0.4 in hub-1. spoke-2 has no return route through it, so responses are lost. | Add return routes to the subnets of spoke-2 with next hop type VirtualAppliance: the address prefixes of hub-2 to 10.1.0.4.',
    'spoke-a routes to spoke-b through 10.0.1.4 in hub-1. spoke-c routes to spoke-b through 10.8.1.4 in hub-2. spoke-b has no return route through them, so responses are lost. | Add return routes to the subnets of spoke-b with next hop type VirtualAppliance: the address prefixes of spoke-a to 10.0.1.4; the address prefixes of spoke-c to 10.8.1.4.',
    'spoke-a routes to spoke-b through 10.0.1.4 in hub. spoke-b has no return route through it, so responses are lost. | Add return routes to the subnets of spoke-b with next hop type VirtualAppliance: the address prefixes of spoke-a to 10.0.1.4.',
  ],
});
