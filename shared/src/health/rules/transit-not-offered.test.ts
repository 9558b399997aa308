import { testRule } from '../../testing/rule-suite.ts';
import { transitNotOffered } from './transit-not-offered.ts';

testRule(transitNotOffered, {
  fixtures: [
    `# Gateway transit allowed, not allowed, and a hub that cannot be read
vnet hub    10.0.0.0/16 gateway
vnet a      10.1.0.0/16
vnet b      10.2.0.0/16
vnet c      10.3.0.0/16
vnet theirs 10.4.0.0/16 hidden gateway
hub <-> a transit | use-gateways
hub <-> b | use-gateways
theirs <-> c transit | use-gateways
#= fail    VNP301 b->hub
#= unknown VNP301 c->theirs
#= unknown VNP302 c->theirs
#= unknown VNP106 c<->theirs
#= unknown VNP401 c<->theirs
`,
  ],
  texts: [
    'b is set to use the remote gateways of hub, but the half hub → b does not allow gateway transit. | Change the half hub → b: allow gateway transit.',
    'spoke is set to use the remote gateways of hub, but the half hub → spoke does not allow gateway transit. | Change the half hub → spoke: allow gateway transit.',
  ],
});
