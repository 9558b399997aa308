import { testRule } from '../../testing/rule-suite.ts';
import { forwardedForNothing } from './forwarded-for-nothing.ts';

testRule(forwardedForNothing, {
  fixtures: [
    `# A firewall, an NVA behind a route, nothing, and a VNet that cannot be read
vnet hub    10.0.0.0/16 firewall=10.0.1.4
vnet a      10.1.0.0/16
vnet b      10.2.0.0/16
vnet c      10.3.0.0/16
vnet theirs 10.4.0.0/16 hidden
vnet transit 10.5.0.0/16 vnra=10.5.1.4
vnet d      10.6.0.0/16
transit <-> d forwarded
subnet b/app 10.2.0.0/24
hub <-> a forwarded
b <-> c forwarded
route b/app 10.77.0.0/16 via 10.3.0.4
a <-> b | forwarded
a -> theirs Connected forwarded no-sync-level
theirs -> a Connected
subnet a/app 10.1.0.0/24
route a/app 10.4.0.0/16 via 10.4.0.4
#= fail    VNP405 a<->b
#= unknown VNP405 a<->theirs
#= unknown VNP104 a->theirs
#= unknown VNP201 a<->theirs
#= unknown VNP202 a<->theirs
#= unknown VNP403 a
#= unknown VNP106 a<->theirs
#= unknown VNP401 a<->theirs
`,
  ],
  texts: [
    'Forwarded traffic is allowed between b and a, but neither VNet contains a firewall, NVA, gateway or Route Server, and no route has a next hop in either of them. | Change the half b → a: stop allowing forwarded traffic.',
    'Forwarded traffic is allowed between app and data, but neither VNet contains a firewall, NVA, gateway or Route Server, and no route has a next hop in either of them. | Change the half app → data: stop allowing forwarded traffic. Change the half data → app: stop allowing forwarded traffic.',
  ],
});
