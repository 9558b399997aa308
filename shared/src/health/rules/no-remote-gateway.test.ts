import { testRule } from '../../testing/rule-suite.ts';
import { noRemoteGateway } from './no-remote-gateway.ts';

testRule(noRemoteGateway, {
  worlds: [
    `# A gateway, a Route Server, nothing, and a hub that may not be read
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
  says: [
    'c is set to use the gateways of hub-3, and there is neither a VPN gateway, an ExpressRoute gateway nor a Route Server in hub-3. Azure refuses further changes of this half with RemoteVnetHasNoGateways. | Change the half c → hub-3: stop using the remote gateways.',
    'spoke is set to use the gateways of hub, and there is neither a VPN gateway, an ExpressRoute gateway nor a Route Server in hub. Azure refuses further changes of this half with RemoteVnetHasNoGateways. | Change the half spoke → hub: stop using the remote gateways.',
  ],
});
