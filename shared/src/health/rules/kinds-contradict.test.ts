import { testRule } from '../../testing/rule-suite.ts';
import { kindsContradict } from './kinds-contradict.ts';

testRule(kindsContradict, {
  worlds: [
    `# The same subnets, other subnets, and IPv6 on one side only
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
    `# The other half may not be read
vnet hub    10.0.0.0/16
vnet theirs 10.1.0.0/16 hidden
hub <-> theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  says: [
    'b → hub peers the subnets app with other; hub → b peers the subnets shared with app. Only what both say is peered. | Decide which kind is meant. The kind of a half cannot be changed: delete both halves of b and hub, then create both with the same kind and the same subnets. Traffic stops in between.',
    'c → hub peers the whole VNets, IPv6 only; hub → c peers the whole VNets. Only what both say is peered. | Decide which kind is meant. The kind of a half cannot be changed: delete both halves of c and hub, then create both with the same kind and the same subnets. Traffic stops in between.',
    'hub → spoke peers the whole VNets; spoke → hub peers the subnets app with shared. Only what both say is peered. | Decide which kind is meant. The kind of a half cannot be changed: delete both halves of hub and spoke, then create both with the same kind and the same subnets. Traffic stops in between.',
  ],
});
