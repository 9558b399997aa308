import { testRule } from '../../testing/rule-suite.ts';
import { kindsContradict } from './kinds-contradict.ts';

testRule(kindsContradict, {
  fixtures: [
    `# The same subnets, different subnets, and IPv6 on one side only
vnet hub 10.0.0.0/16
vnet a   10.1.0.0/16
vnet b   10.2.0.0/16
vnet c   10.3.0.0/16
subnet hub/shared 10.0.1.0/24
subnet hub/other  10.0.2.0/24
subnet a/app 10.1.1.0/24
subnet b/app 10.2.1.0/24
hub <-> a local-subnets=shared remote-subnets=app
hub -> b Connected local-subnets=shared remote-subnets=app
b -> hub Connected local-subnets=app remote-subnets=other
hub -> c Connected
c -> hub Connected ipv6-only
#= fail    VNP106 b<->hub
#= fail    VNP106 c<->hub
`,
    `# The other half cannot be read
vnet hub    10.0.0.0/16
vnet theirs 10.1.0.0/16 hidden
hub <-> theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  texts: [
    'b → hub peers local subnets app with remote subnets other; hub → b peers local subnets shared with remote subnets app. Only what both halves include is peered. | Decide what the peering should include. This cannot be changed on an existing half: delete both halves between b and hub, then create both with the same type and the same subnets. Traffic is interrupted in between.',
    'c → hub peers the complete VNets (IPv6 only); hub → c peers the complete VNets. Only what both halves include is peered. | Decide what the peering should include. This cannot be changed on an existing half: delete both halves between c and hub, then create both with the same type and the same subnets. Traffic is interrupted in between.',
    'hub → spoke peers the complete VNets; spoke → hub peers local subnets app with remote subnets shared. Only what both halves include is peered. | Decide what the peering should include. This cannot be changed on an existing half: delete both halves between hub and spoke, then create both with the same type and the same subnets. Traffic is interrupted in between.',
  ],
});
