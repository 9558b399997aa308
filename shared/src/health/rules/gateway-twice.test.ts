import { testRule } from '../../testing/rule-suite.ts';
import { gatewayTwice } from './gateway-twice.ts';

testRule(gatewayTwice, {
  fixtures: [
    `# Two hubs at once, and a correct spoke
vnet hub-1 10.0.0.0/16 gateway
vnet hub-2 10.8.0.0/16 gateway
vnet both  10.1.0.0/16
vnet one   10.2.0.0/16
hub-1 <-> both transit | use-gateways
hub-2 <-> both transit | use-gateways
hub-1 <-> one transit | use-gateways
#= fail    VNP303 both
`,
  ],
  texts: [
    'both uses the remote gateways of hub-1 and hub-2. Azure supports only one of these, so it is not certain which routes take effect. | Decide whether both should use the gateway of hub-1 or hub-2, and stop using remote gateways on the other half.',
    'spoke uses the remote gateways of hub although it has a gateway of its own. Azure supports only one of these, so it is not certain which routes take effect. | Change the half spoke → hub: stop using remote gateways.',
  ],
});
