import { testRule } from '../../testing/rule-suite.ts';
import { noBranchToBranch } from './no-branch-to-branch.ts';

testRule(noBranchToBranch, {
  fixtures: [
    `# With the setting, without a gateway, and without anything to exchange routes with
vnet a 10.0.0.0/16 gateway route-server=branch-to-branch nva=10.0.2.4
vnet b 10.1.0.0/16 route-server nva=10.1.2.4
vnet c 10.2.0.0/16 gateway route-server
bgp-peer sdwan a 10.0.2.4 asn=65001
bgp-peer sdwan b 10.1.2.4 asn=65001
`,
    `# Two kinds of gateways between which the Route Server would carry routes
vnet hub 10.0.0.0/16 gateway=Vpn,ExpressRoute route-server
#= fail    VNP410 hub
`,
    `# Two appliances, and a Route Server whose setting is unknown
vnet hub   10.0.0.0/16 gateway=ExpressRoute route-server nva=10.0.2.4,10.0.2.5
vnet other 10.1.0.0/16 gateway route-server=unknown nva=10.1.2.4
bgp-peer one hub 10.0.2.4 asn=65001
bgp-peer two hub 10.0.2.5 asn=65001
bgp-peer one other 10.1.2.4 asn=65001
#= fail    VNP410 hub
#= unknown VNP409 hub
#= unknown VNP410 other
`,
  ],
  texts: [
    'The Route Server in hub, beside vpngw-hub and ergw-hub, does not allow branch-to-branch traffic. Networks behind one gateway and networks behind the other do not learn routes to each other. | If these networks should reach each other, turn on branch-to-branch traffic (allowBranchToBranchTraffic) of the Route Server in hub. If they should stay apart, mute this finding.',
    'The Route Server in hub, beside ergw-hub, does not allow branch-to-branch traffic. Networks behind 10.0.2.4 and 10.0.2.5 and networks behind the gateway do not learn routes to each other. | If these networks should reach each other, turn on branch-to-branch traffic (allowBranchToBranchTraffic) of the Route Server in hub. If they should stay apart, mute this finding.',
    'The Route Server in hub, beside vpngw-hub, does not allow branch-to-branch traffic. Networks behind 10.0.2.4 and networks behind the gateway do not learn routes to each other. | If these networks should reach each other, turn on branch-to-branch traffic (allowBranchToBranchTraffic) of the Route Server in hub. If they should stay apart, mute this finding.',
  ],
});
