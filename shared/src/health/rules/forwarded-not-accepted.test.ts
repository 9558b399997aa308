import { testRule } from '../../testing/rule-suite.ts';
import { forwardedNotAccepted } from './forwarded-not-accepted.ts';

testRule(forwardedNotAccepted, {
  fixtures: [
    `# The sender must allow forwarded responses; a VNet that no route leads to is not affected
vnet hub    10.0.0.0/16 firewall=10.0.1.4
vnet sender 10.1.0.0/16
vnet other  10.3.0.0/16
subnet sender/app 10.1.0.0/24
hub <-> sender forwarded |
hub <-> other
vnet mesh   10.7.0.0/16
subnet mesh/app 10.7.0.0/24
group joined mesh hub
route mesh/app 10.60.0.0/16 via hub
route sender/app 10.50.0.0/16 via hub
#= fail    VNP402 sender->hub
`,
    `# A default route leads everywhere, even to a VNet that cannot be read; a direct peering takes precedence
vnet hub    10.0.0.0/16 firewall=10.0.1.4
vnet sender 10.1.0.0/16
vnet near   10.2.0.0/16
vnet theirs 10.3.0.0/16 hidden
subnet sender/app 10.1.0.0/24
hub <-> sender forwarded
hub <-> near
hub <-> theirs forwarded
sender <-> near
route sender/app 0.0.0.0/0 via hub
#= fail    VNP406 sender
#= unknown VNP402 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  texts: [
    'sender routes 10.50.0.0/16 to 10.0.1.4 in hub. Packets that this appliance forwards to sender, including responses, count as forwarded traffic, which sender → hub does not allow. | Change the half sender → hub: allow forwarded traffic.',
    'spoke-a routes 10.2.0.0/16 to 10.0.1.4 in hub. Packets that this appliance forwards to spoke-b count as forwarded traffic, which spoke-b → hub does not allow. | Change the half spoke-b → hub: allow forwarded traffic.',
  ],
});
