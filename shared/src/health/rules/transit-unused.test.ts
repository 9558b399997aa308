import { testRule } from '../../testing/rule-suite.ts';
import { transitUnused } from './transit-unused.ts';

testRule(transitUnused, {
  worlds: [
    `# Nobody uses it
vnet hub 10.0.0.0/16 gateway
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
hub <-> a transit |
hub <-> b transit |
#= fail    VNP304 hub
`,
    `# One of those that are offered it may not be read
vnet hub    10.0.0.0/16 gateway
vnet a      10.1.0.0/16
vnet theirs 10.2.0.0/16 hidden
hub <-> a transit |
hub <-> theirs transit |
#= unknown VNP304 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# A spoke that is served by the other hub is not missed here
vnet hub-1 10.0.0.0/16 gateway
vnet hub-2 10.8.0.0/16 gateway
repeat 1..4 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..3 hub-1 <-> spoke-{n} transit | use-gateways
hub-1 <-> spoke-4 transit |
hub-2 <-> spoke-4 transit | use-gateways
`,
  ],
  says: [
    'hub offers gateway transit on 2 of its halves, and no VNet uses it. | Nothing is broken. If VNets are to reach on-premises through hub, let them use its gateways; if not, stop offering transit on its halves.',
    'hub offers its gateways to 4 VNets, and 3 use them. spoke-4 does not. | Change the half spoke-4 → hub: use the remote gateways.',
  ],
});
