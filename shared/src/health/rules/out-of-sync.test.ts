import { testRule } from '../../testing/rule-suite.ts';
import { outOfSync } from './out-of-sync.ts';

testRule(outOfSync, {
  fixtures: [
    `# New prefixes on both sides, a removed prefix, and a synced peering
vnet hub   10.0.0.0/16 10.9.0.0/16
vnet whole 10.1.0.0/16
vnet shrunk 10.2.0.0/24
hub <-> whole
hub -> shrunk Connected learned=10.2.0.0/24,10.2.1.0/24
shrunk -> hub Connected learned=10.0.0.0/16
#= fail    VNP104 hub->shrunk
#= fail    VNP104 shrunk->hub
`,
    `# The readable half shows that the half of an unreadable VNet is out of sync
vnet hub     10.0.0.0/16 10.9.0.0/16
vnet theirs  10.1.0.0/16 hidden
hub -> theirs Connected
theirs -> hub Connected learned=10.0.0.0/16
#= fail    VNP104 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# A sync that Azure rejects: the spoke grew into a sibling, into its hub, or into what a Disconnected half takes up
vnet hub 10.0.0.0/16
vnet s1 10.1.0.0/16
vnet s2 10.2.0.0/16 10.1.128.0/17
hub <-> s1
hub -> s2 Connected learned=10.2.0.0/16
s2 -> hub Connected
vnet near 10.20.0.0/16 10.30.0.0/16
vnet far  10.21.0.0/16 10.30.0.0/17
near -> far Connected learned=10.21.0.0/16
far -> near Connected
vnet core  10.40.0.0/16
vnet gone  10.41.0.0/16 deleted
vnet grown 10.42.0.0/16 10.41.0.0/24
core -> gone Disconnected
core -> grown Connected learned=10.42.0.0/16
grown -> core Connected
#= fail    VNP104 hub->s2
#= fail    VNP202 s1+s2
#= fail    VNP104 near->far
#= fail    VNP201 far<->near
#= fail    VNP104 core->grown
#= fail    VNP102 core->gone
`,
    `# A peering between subnets, and one over IPv6 only: prefixes that are not peered do not count
vnet a 10.0.0.0/16 10.9.0.0/16
vnet b 10.1.0.0/16 10.9.0.0/16
subnet a/web 10.0.1.0/24
subnet b/app 10.1.1.0/24
a <-> b local-subnets=web remote-subnets=app
vnet c 10.2.0.0/16 fd00:c::/48
vnet d 10.3.0.0/16 fd00:d::/48
c <-> d ipv6-only
`,
    `# The half to an unreadable VNet is out of sync
vnet hub    10.0.0.0/16
vnet theirs 10.1.0.0/16 10.2.0.0/16 hidden
hub -> theirs Connected learned=10.1.0.0/16
theirs -> hub Connected
#= fail    VNP104 hub->theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# An old export without sync level
vnet hub   10.0.0.0/16
vnet spoke 10.1.0.0/16
hub -> spoke Connected no-sync-level
spoke -> hub Connected
#= unknown VNP104 hub->spoke
`,
  ],
  texts: [
    'hub → shrunk is out of sync: the address space of shrunk has changed. It still routes 10.2.1.0/24, which shrunk no longer has. | Sync the half hub → shrunk with the current address space of shrunk.',
    'shrunk → hub is out of sync: the address space of hub has changed. shrunk has no route to 10.9.0.0/16 yet. | Sync the half shrunk → hub with the current address space of hub.',
    'theirs → hub is out of sync: the address space of hub has changed. theirs has no route to 10.9.0.0/16 yet. | You cannot write to theirs, so ask the owner to do this: Sync the half theirs → hub with the current address space of hub.',
    'core → grown is out of sync: the address space of grown has changed. core has no route to 10.41.0.0/24 yet. Azure rejects a sync: grown overlaps gone, to which core already has a half (10.41.0.0/24 with 10.41.0.0/16). | Remove the overlap first: delete or repair core → gone, which is Disconnected (VNP102). Then sync core → grown.',
    'hub → s2 is out of sync: the address space of s2 has changed. hub has no route to 10.1.128.0/17 yet. Azure rejects a sync: s2 overlaps s1, to which hub already has a half (10.1.128.0/17 with 10.1.0.0/16). | Remove the overlap from the address space of s2 or s1 first (VNP202). Then sync hub → s2.',
    'near → far is out of sync: the address space of far has changed. near has no route to 10.30.0.0/17 yet. Azure rejects a sync: near overlaps far (10.30.0.0/16 with 10.30.0.0/17). | Remove the overlap from the address space of near or far first (VNP201). Then sync near → far.',
    'hub → theirs is out of sync: the address space of theirs has changed. hub has no route to 10.2.0.0/16 yet. | Sync the half hub → theirs with the current address space of theirs. This also requires Microsoft.Network/virtualNetworks/peer/action on theirs, which you cannot read.',
    'hub → spoke is out of sync: the address space of spoke has changed. hub has no route to 10.1.64.0/24 yet. | Sync the half hub → spoke with the current address space of spoke.',
  ],
});
