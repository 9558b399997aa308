import { testRule } from '../../testing/rule-suite.ts';
import { missingHalf } from './missing-half.ts';

testRule(missingHalf, {
  worlds: [
    `# One half each way, one whole peering
vnet hub    10.0.0.0/16
vnet whole  10.1.0.0/16
vnet early  10.2.0.0/16
vnet late   10.3.0.0/16
vnet theirs 10.4.0.0/16 hidden
hub  <-> whole
hub   -> early Initiated
late  -> hub Initiated
hub   -> theirs Initiated
#= fail    VNP101 early->hub
#= fail    VNP101 hub->late
#= fail    VNP101 theirs->hub
`,
    `# A Connected half of which the twin was not read, as when two exports do not fit
vnet hub   10.0.0.0/16
vnet spoke 10.1.0.0/16
hub -> spoke Connected
#= unknown VNP101 spoke->hub
`,
    `# A new half gets the settings of its siblings
vnet hub 10.0.0.0/16 gateway firewall=10.0.1.4
repeat 1..3 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..3 hub <-> spoke-{n} transit forwarded | use-gateways forwarded
vnet new 10.2.0.0/24
new -> hub Initiated forwarded
#= fail    VNP101 hub->new
`,
  ],
  says: [
    'hub has a half to early, which waits as Initiated. early has no half back, so no traffic flows. | Create the half early → hub.',
    'late has a half to hub, which waits as Initiated. hub has no half back, so no traffic flows. | Create the half hub → late.',
    'hub has a half to theirs, which waits as Initiated. theirs has no half back, so no traffic flows. | You may not write to theirs; whoever owns it must do this: Create the half theirs → hub.',
    'new has a half to hub, which waits as Initiated. hub has no half back, so no traffic flows. | Create the half hub → new: accept forwarded traffic, offer gateway transit.',
    'hub has a half to spoke, which waits as Initiated. spoke has no half back, so no traffic flows. | Create the half spoke → hub.',
  ],
});
