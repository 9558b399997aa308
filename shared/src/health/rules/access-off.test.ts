import { testRule } from '../../testing/rule-suite.ts';
import { accessOff } from './access-off.ts';

testRule(accessOff, {
  fixtures: [
    `# Access off on both sides, on the readable side only, and possibly on the unreadable side
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
  texts: [
    'both does not allow access from hub, and hub does not allow access from both. The peering is still Connected, but default network security rules no longer allow the traffic. Rules that specify IP addresses still can. | Change the half both → hub: allow access. Change the half hub → both: allow access.',
    'hub does not allow access from dark. The peering is still Connected, but default network security rules no longer allow the traffic. Rules that specify IP addresses still can. | Change the half hub → dark: allow access. This also requires Microsoft.Network/virtualNetworks/peer/action on dark, which you cannot read.',
    'spoke does not allow access from hub. The peering is still Connected, but default network security rules no longer allow the traffic. Rules that specify IP addresses still can. | Change the half spoke → hub: allow access.',
  ],
});
