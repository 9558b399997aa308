import { testRule } from '../../testing/rule-suite.ts';
import { disconnectedHalf } from './disconnected-half.ts';

testRule(disconnectedHalf, {
  worlds: [
    `# The VNet exists, was created anew, cannot be read; and a whole peering
vnet hub     10.0.0.0/16
vnet whole   10.1.0.0/16
vnet lost    10.2.0.0/16
vnet anew    10.9.0.0/16
vnet gone    10.4.0.0/16 deleted
hub  <-> whole
lost  -> hub  Disconnected
hub   -> anew Disconnected learned=10.3.0.0/16
hub   -> gone Disconnected
#= fail    VNP102 lost->hub
#= fail    VNP102 hub->anew
#= fail    VNP102 hub->gone
`,
    `# A spoke that used the hub's gateway: transit is offered before it is used again
vnet hub   10.0.0.0/16 gateway
vnet spoke 10.1.0.0/16
spoke -> hub Disconnected use-gateways
#= fail    VNP102 spoke->hub
`,
    `# Both VNets lost their counterpart, and one side was made again too early
vnet a 10.0.0.0/16
vnet b 10.1.0.0/16
a -> b Disconnected
b -> a Disconnected
#= fail    VNP102 a->b
#= fail    VNP102 b->a
`,
  ],
  says: [
    'hub → anew is Disconnected. anew exists with other prefixes than this half learned, so it was most likely deleted and created anew. Or all its prefixes were changed. | Write the half hub → anew again as it is. Create the half anew → hub.',
    'hub → gone is Disconnected. gone cannot be read: it was deleted, or you have no rights on it. Azure does not say which. | Ask the owner of gone whether it still exists. If it is gone, delete the half hub → gone. If it exists, write this half again; then the owner creates the half back.',
    'lost → hub is Disconnected. hub exists and has no half back: that half was deleted, or hub was deleted and created anew. | Write the half lost → hub again as it is. Create the half hub → lost.',
    'spoke → hub is Disconnected. hub exists and has no half back: that half was deleted, or hub was deleted and created anew. | Change the half spoke → hub: stop using the remote gateways. Create the half hub → spoke: offer gateway transit. Change the half spoke → hub: use the remote gateways.',
    'a → b is Disconnected. There is a half back, but the two do not belong together any more: one side was deleted and created anew. | Write the half a → b again as it is. Write the half b → a again as it is.',
    'b → a is Disconnected. There is a half back, but the two do not belong together any more: one side was deleted and created anew. | Write the half b → a again as it is. Write the half a → b again as it is.',
    'hub → spoke is Disconnected. spoke exists and has no half back: that half was deleted, or spoke was deleted and created anew. | Write the half hub → spoke again as it is. Create the half spoke → hub.',
  ],
});
