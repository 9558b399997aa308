import { testRule } from '../../testing/rule-suite.ts';
import { missingHalf } from './missing-half.ts';

testRule(missingHalf, {
  fixtures: [
    `# One half in each direction, and a complete peering
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
    `# A Connected half whose counterpart is missing from the data, as in exports that do not match
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
  texts: [
    'hub → early is Initiated and waits for the other side: early has no half to hub. No traffic flows until it is created. | Create the half early → hub.',
    'late → hub is Initiated and waits for the other side: hub has no half to late. No traffic flows until it is created. | Create the half hub → late.',
    'hub → theirs is Initiated and waits for the other side: theirs has no half to hub. No traffic flows until it is created. | You cannot write to theirs, so ask the owner to do this: Create the half theirs → hub.',
    'new → hub is Initiated and waits for the other side: hub has no half to new. No traffic flows until it is created. | Create the half hub → new: allow forwarded traffic, allow gateway transit.',
    'hub → spoke is Initiated and waits for the other side: spoke has no half to hub. No traffic flows until it is created. | Create the half spoke → hub.',
  ],
});
