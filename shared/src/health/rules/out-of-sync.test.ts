import { testRule } from '../../testing/rule-suite.ts';
import { outOfSync } from './out-of-sync.ts';

testRule(outOfSync, {
  worlds: [
    `# Both grew, one lost a prefix, one is as it should be
vnet hub   10.0.0.0/16 10.9.0.0/16
vnet whole 10.1.0.0/16
vnet shrunk 10.2.0.0/24
hub <-> whole
hub -> shrunk Connected learned=10.2.0.0/24,10.2.1.0/24
shrunk -> hub Connected learned=10.0.0.0/16
#= fail    VNP104 hub->shrunk
#= fail    VNP104 shrunk->hub
`,
    `# Our own half says that a VNet we may not read holds an old picture of us
vnet hub     10.0.0.0/16 10.9.0.0/16
vnet theirs  10.1.0.0/16 hidden
hub -> theirs Connected
theirs -> hub Connected learned=10.0.0.0/16
#= fail    VNP104 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# An old export does not say
vnet hub   10.0.0.0/16
vnet spoke 10.1.0.0/16
hub -> spoke Connected no-sync-level
spoke -> hub Connected
#= unknown VNP104 hub->spoke
`,
  ],
  says: [
    'hub → shrunk holds an old picture of shrunk. It still routes 10.2.1.0/24, which shrunk no longer has. | Sync the half hub → shrunk, so that it learns the current prefixes of shrunk.',
    'shrunk → hub holds an old picture of hub. It has not learned 10.9.0.0/16, so shrunk has no route there. | Sync the half shrunk → hub, so that it learns the current prefixes of hub.',
    'theirs → hub holds an old picture of hub. It has not learned 10.9.0.0/16, so theirs has no route there. | You may not write to theirs; whoever owns it must do this: Sync the half theirs → hub, so that it learns the current prefixes of hub.',
    'hub → spoke holds an old picture of spoke. It has not learned 10.1.64.0/24, so hub has no route there. | Sync the half hub → spoke, so that it learns the current prefixes of spoke.',
  ],
});
