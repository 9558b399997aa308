import { testRule } from '../../testing/rule-suite.ts';
import { accessOff } from './access-off.ts';

testRule(accessOff, {
  worlds: [
    `# Shut on both sides, on ours towards a VNet we may not read, and on theirs, perhaps
vnet hub   10.0.0.0/16
vnet both  10.1.0.0/16
vnet open  10.2.0.0/16
vnet dark  10.3.0.0/16 hidden
vnet theirs 10.4.0.0/16 hidden
hub <-> both no-access
hub <-> open
hub <-> dark no-access |
hub <-> theirs
#= fail    VNP401 both<->hub
#= fail    VNP401 dark<->hub
#= unknown VNP401 hub<->theirs
#= unknown VNP106 dark<->hub
#= unknown VNP106 hub<->theirs
`,
  ],
  says: [
    'both does not let hub in by default, and hub does not let both in by default. The peering stays Connected, and rules of network security groups that name addresses still let traffic pass. | Change the half both → hub: switch access on. Change the half hub → both: switch access on.',
    'hub does not let dark in by default. The peering stays Connected, and rules of network security groups that name addresses still let traffic pass. | Change the half hub → dark: switch access on. Azure also asks for Microsoft.Network/virtualNetworks/peer/action on dark, which you may not read.',
    'spoke does not let hub in by default. The peering stays Connected, and rules of network security groups that name addresses still let traffic pass. | Change the half spoke → hub: switch access on.',
  ],
});
