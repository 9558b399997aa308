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
    'hub → spoke is out of sync: the address space of spoke has changed. hub has no route to 10.1.64.0/24 yet. | Sync the half hub → spoke with the current address space of spoke.',
  ],
});
