import { testRule } from '../../testing/rule-suite.ts';
import { disconnectedHalf } from './disconnected-half.ts';

testRule(disconnectedHalf, {
  fixtures: [
    `# The remote VNet exists, was recreated, or cannot be read; and a complete peering
vnet hub     10.0.0.0/16
vnet whole   10.1.0.0/16
vnet lost    10.2.0.0/16
vnet new     10.9.0.0/16
vnet gone    10.4.0.0/16 deleted
hub  <-> whole
lost  -> hub  Disconnected
hub   -> new  Disconnected learned=10.3.0.0/16
hub   -> gone Disconnected
#= fail    VNP102 lost->hub
#= fail    VNP102 hub->new
#= fail    VNP102 hub->gone
`,
    `# A spoke that used the hub's gateway: gateway transit is allowed before it is used again
vnet hub   10.0.0.0/16 gateway
vnet spoke 10.1.0.0/16
spoke -> hub Disconnected use-gateways
#= fail    VNP102 spoke->hub
`,
    `# A spoke used the gateway of a hub that was recreated without one
vnet hub 10.0.0.0/16
vnet s1 10.1.0.0/16
s1 -> hub Disconnected use-gateways forwarded
#= fail    VNP102 s1->hub
#= fail    VNP302 s1->hub
`,
    `# A subnet peering, and one over IPv6 only, that lost a half: the half saw only the peered prefixes
vnet a 10.0.0.0/16 10.9.0.0/16
vnet b 10.1.0.0/16 10.9.0.0/16
subnet a/web 10.0.1.0/24
subnet b/app 10.1.1.0/24
a -> b Disconnected local-subnets=web remote-subnets=app
vnet c 10.2.0.0/16 fd00:c::/48
vnet d 10.3.0.0/16 fd00:d::/48
c -> d Disconnected ipv6-only
#= fail    VNP102 a->b
#= fail    VNP102 c->d
`,
    `# Both VNets lost their counterpart, and one side was recreated too early
vnet a 10.0.0.0/16
vnet b 10.1.0.0/16
a -> b Disconnected
b -> a Disconnected
#= fail    VNP102 a->b
#= fail    VNP102 b->a
`,
  ],
  texts: [
    'hub → gone is Disconnected. gone cannot be read: either it was deleted, or you do not have permission to read it. Azure does not report which. | Ask the owner of gone whether it still exists. If it does not, delete the half hub → gone. If it does, rewrite this half with its current settings; then the owner must create the half gone → hub.',
    'hub → new is Disconnected. new has none of the address prefixes that this half last saw. Most likely it was deleted and recreated; otherwise its whole address space was replaced. | Rewrite the half hub → new with its current settings. Create the half new → hub.',
    'lost → hub is Disconnected. hub exists but has no half to lost: the half was deleted, or hub was deleted and recreated. | Rewrite the half lost → hub with its current settings. Create the half hub → lost.',
    'spoke → hub is Disconnected. hub exists but has no half to spoke: the half was deleted, or hub was deleted and recreated. | Change the half spoke → hub: stop using remote gateways. Create the half hub → spoke: allow gateway transit. Change the half spoke → hub: use remote gateways.',
    's1 → hub is Disconnected. hub exists but has no half to s1: the half was deleted, or hub was deleted and recreated. hub has no gateway, so the half can be reconnected only without remote gateways. | Change the half s1 → hub: stop using remote gateways. Create the half hub → s1: allow forwarded traffic.',
    'a → b is Disconnected. b exists but has no half to a: the half was deleted, or b was deleted and recreated. | Rewrite the half a → b with its current settings. Create the half b → a.',
    'c → d is Disconnected. d exists but has no half to c: the half was deleted, or d was deleted and recreated. | Rewrite the half c → d with its current settings. Create the half d → c.',
    'a → b is Disconnected. The half b → a exists, but the two halves no longer match: one of them, or its VNet, was deleted and recreated. | Rewrite the half a → b with its current settings. Rewrite the half b → a with its current settings.',
    'b → a is Disconnected. The half a → b exists, but the two halves no longer match: one of them, or its VNet, was deleted and recreated. | Rewrite the half b → a with its current settings. Rewrite the half a → b with its current settings.',
    'hub → spoke is Disconnected. spoke exists but has no half to hub: the half was deleted, or spoke was deleted and recreated. | Rewrite the half hub → spoke with its current settings. Create the half spoke → hub.',
  ],
});
