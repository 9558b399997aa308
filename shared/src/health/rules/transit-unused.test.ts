import { testRule } from '../../testing/rule-suite.ts';
import { transitUnused } from './transit-unused.ts';

testRule(transitUnused, {
  fixtures: [
    `# No VNet uses it
vnet hub 10.0.0.0/16 gateway
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
hub <-> a transit |
hub <-> b transit |
#= fail    VNP304 hub
`,
    `# One of the peers cannot be read
vnet hub    10.0.0.0/16 gateway
vnet a      10.1.0.0/16
vnet theirs 10.2.0.0/16 hidden
hub <-> a transit |
hub <-> theirs transit |
#= unknown VNP304 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# A spoke that uses the gateway of another hub is not reported
vnet hub-1 10.0.0.0/16 gateway
vnet hub-2 10.8.0.0/16 gateway
repeat 1..4 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..3 hub-1 <-> spoke-{n} transit | use-gateways
hub-1 <-> spoke-4 transit |
hub-2 <-> spoke-4 transit | use-gateways
`,
  ],
  texts: [
    'hub allows gateway transit on 2 of its halves, but no VNet uses it. | This is not an error. If VNets should reach on-premises networks through hub, turn on useRemoteGateways on their halves. Otherwise, turn off allowGatewayTransit on the halves of hub.',
    'hub allows gateway transit to 4 VNets, and 3 of them use its gateways. spoke-4 does not. | Change the half spoke-4 → hub: use remote gateways.',
  ],
});
