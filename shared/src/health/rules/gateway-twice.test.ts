import { testRule } from '../../testing/rule-suite.ts';
import { gatewayTwice } from './gateway-twice.ts';

testRule(gatewayTwice, {
  worlds: [
    `# Two hubs at once, and one as it should be
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
  says: [
    'both uses the gateways of hub-1 and hub-2. Azure allows one way only, so it is not certain which routes win. | Decide whose gateway both is to use, hub-1 or hub-2, and stop using remote gateways on the other half.',
    'spoke uses the gateways of hub, and has a gateway of its own. Azure allows one way only, so it is not certain which routes win. | Change the half spoke → hub: stop using the remote gateways.',
  ],
});
