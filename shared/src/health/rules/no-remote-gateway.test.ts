import { testRule } from '../../testing/rule-suite.ts';
import { noRemoteGateway } from './no-remote-gateway.ts';

testRule(noRemoteGateway, {
  fixtures: [
    `# A gateway, a Route Server, nothing, and a hub that cannot be read
vnet hub-1  10.0.0.0/16 gateway
vnet hub-2  10.8.0.0/16 route-server
vnet hub-3  10.9.0.0/16
vnet theirs 10.7.0.0/16 hidden gateway
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet c 10.3.0.0/16
vnet d 10.4.0.0/16
hub-1 <-> a transit | use-gateways
hub-2 <-> b transit | use-gateways
hub-3 <-> c transit | use-gateways
theirs <-> d transit | use-gateways
#= fail    VNP302 c->hub-3
#= unknown VNP302 d->theirs
#= unknown VNP301 d->theirs
#= unknown VNP106 d<->theirs
#= unknown VNP401 d<->theirs
`,
  ],
  texts: [
    'c is set to use the remote gateways of hub-3, but hub-3 has no VPN gateway, ExpressRoute gateway or Route Server. Azure rejects every change to this half with RemoteVnetHasNoGateways. | Change the half c → hub-3: stop using remote gateways.',
    'spoke is set to use the remote gateways of hub, but hub has no VPN gateway, ExpressRoute gateway or Route Server. Azure rejects every change to this half with RemoteVnetHasNoGateways. | Change the half spoke → hub: stop using remote gateways.',
  ],
});
