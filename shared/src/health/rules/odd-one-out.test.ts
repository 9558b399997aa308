import { testRule } from '../../testing/rule-suite.ts';
import { oddOneOut } from './odd-one-out.ts';

testRule(oddOneOut, {
  worlds: [
    `# One spoke does not accept forwarded traffic, one may not be read, one is a hub itself
vnet hub    10.0.0.0/16 firewall=10.0.1.4 gateway
vnet other  10.8.0.0/16 gateway
vnet theirs 10.9.0.0/16 hidden
repeat 1..6 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..5 hub <-> spoke-{n} transit forwarded | use-gateways forwarded
hub <-> spoke-6 transit forwarded | use-gateways
hub <-> other forwarded
hub <-> theirs forwarded
#= fail    VNP601 spoke-6->hub
#= unknown VNP601 theirs->hub
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
    `# Two of six differ: that is no custom; and four are too few for one
vnet hub 10.0.0.0/16 firewall=10.0.1.4
repeat 1..6 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..4 hub <-> spoke-{n} forwarded
repeat 5..6 hub <-> spoke-{n} forwarded |
vnet few 10.2.0.0/16 firewall=10.2.1.4
repeat 1..4 vnet leaf-{n} 10.3.{n}.0/24
repeat 1..3 few <-> leaf-{n} forwarded
few <-> leaf-4
`,
  ],
  says: [
    'spoke-6 → hub does not accept forwarded traffic. Of 6 halves compared at hub, 5 do. | Change the half spoke-6 → hub: accept forwarded traffic.',
    'hub → spoke-6 does not offer gateway transit. Of 6 halves compared at hub, 5 do. | Change the half hub → spoke-6: offer gateway transit.',
  ],
});
