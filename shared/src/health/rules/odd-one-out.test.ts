import { testRule } from '../../testing/rule-suite.ts';
import { oddOneOut } from './odd-one-out.ts';

testRule(oddOneOut, {
  fixtures: [
    `# One spoke does not allow forwarded traffic, one cannot be read, one is a hub itself
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
    `# Two of six differ, which is too many; and four spokes are too few to compare
vnet hub 10.0.0.0/16 firewall=10.0.1.4
repeat 1..6 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..4 hub <-> spoke-{n} forwarded
repeat 5..6 hub <-> spoke-{n} forwarded |
vnet small 10.2.0.0/16 firewall=10.2.1.4
repeat 1..4 vnet leaf-{n} 10.3.{n}.0/24
repeat 1..3 small <-> leaf-{n} forwarded
small <-> leaf-4
`,
    `# Two of twenty differ; three of twenty are too many
vnet hub 10.0.0.0/16 firewall=10.0.1.4
repeat 1..20 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..18 hub <-> spoke-{n} forwarded
repeat 19..20 hub <-> spoke-{n} forwarded |
vnet other 10.2.0.0/16 firewall=10.2.1.4
repeat 1..20 vnet leaf-{n} 10.3.{n}.0/24
repeat 1..17 other <-> leaf-{n} forwarded
repeat 18..20 other <-> leaf-{n} forwarded |
#= fail    VNP601 spoke-19->hub
#= fail    VNP601 spoke-20->hub
`,
  ],
  texts: [
    'spoke-6 → hub does not allow forwarded traffic. Of the 6 halves compared at hub, 5 do. | Change the half spoke-6 → hub: allow forwarded traffic.',
    'spoke-19 → hub does not allow forwarded traffic. Of the 20 halves compared at hub, 18 do. | Change the half spoke-19 → hub: allow forwarded traffic.',
    'spoke-20 → hub does not allow forwarded traffic. Of the 20 halves compared at hub, 18 do. | Change the half spoke-20 → hub: allow forwarded traffic.',
    'hub → spoke-6 does not allow gateway transit. Of the 6 halves compared at hub, 5 do. | Change the half hub → spoke-6: allow gateway transit.',
  ],
});
