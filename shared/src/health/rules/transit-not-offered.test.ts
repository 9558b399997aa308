import { testRule } from '../../testing/rule-suite.ts';
import { transitNotOffered } from './transit-not-offered.ts';

testRule(transitNotOffered, {
  worlds: [
    `# Offered, not offered, and a hub that may not be read
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
  says: [
    'b wants to use the gateways of hub, but the half hub → b does not offer gateway transit. | Change the half hub → b: offer gateway transit.',
    'spoke wants to use the gateways of hub, but the half hub → spoke does not offer gateway transit. | Change the half hub → spoke: offer gateway transit.',
  ],
});
