import { testRule } from '../../testing/rule-suite.ts';
import { noSharedZone } from './no-shared-zone.ts';

testRule(noSharedZone, {
  worlds: [
    `# Linked on both sides, the hub's servers, servers on-premises, and a VNet that may not be read
vnet hub    10.0.0.0/16
vnet linked 10.1.0.0/16
vnet asks   10.2.0.0/16 dns=10.0.0.4
vnet far    10.3.0.0/16 dns=192.168.1.4
vnet theirs 10.4.0.0/16 hidden
vnet azure  10.5.0.0/16 dns=168.63.129.16
hub <-> linked
hub <-> asks
hub <-> far
hub <-> theirs
hub <-> azure
far -> theirs Connected no-sync-level
theirs -> far Connected
dns-zone contoso.internal hub linked
#= unknown VNP104 far->theirs
#= unknown VNP106 far<->theirs
#= unknown VNP401 far<->theirs
#= fail    VNP701 azure<->hub
#= unknown VNP701 far<->hub
#= unknown VNP701 hub<->theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  says: [
    'azure resolves no private zone; hub resolves contoso.internal. Machines reach each other by address and not by name. | Link contoso.internal to both azure and hub, or let both ask the same DNS servers. Changing links needs Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.',
    'hub resolves contoso.internal; spoke resolves no private zone. Machines reach each other by address and not by name. | Link contoso.internal to both hub and spoke, or let both ask the same DNS servers. Changing links needs Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.',
  ],
});
