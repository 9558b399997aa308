import { testRule } from '../../testing/rule-suite.ts';
import { noSharedZone } from './no-shared-zone.ts';

testRule(noSharedZone, {
  fixtures: [
    `# Linked on both sides, DNS servers in the hub, on-premises servers, and a VNet that cannot be read
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
  texts: [
    'azure resolves no private zone; hub resolves contoso.internal. Machines on the two sides can reach each other by IP address but not by private DNS name. | Link contoso.internal to both azure and hub, or configure both to use the same DNS servers. Creating a link requires Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.',
    'hub resolves contoso.internal; spoke resolves no private zone. Machines on the two sides can reach each other by IP address but not by private DNS name. | Link contoso.internal to both hub and spoke, or configure both to use the same DNS servers. Creating a link requires Microsoft.Network/privateDnsZones/virtualNetworkLinks/write on the zone.',
  ],
});
