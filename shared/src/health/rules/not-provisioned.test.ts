import { testRule } from '../../testing/rule-suite.ts';
import { notProvisioned } from './not-provisioned.ts';

testRule(notProvisioned, {
  worlds: [
    `# One half failed, one is being changed, one VNet failed
vnet web 10.0.0.0/16
vnet app 10.1.0.0/16
vnet db  10.2.0.0/16 failed
web -> app Connected failed
app -> web Connected
app -> db Connected updating
db -> app Connected
#= fail    VNP105 web->app
#= fail    VNP105 db
#= unknown VNP105 app->db
`,
  ],
  says: [
    'The last change of the VNet db ended as Failed. Azure refuses to write peerings that point at it until it is repaired. | Look at the activity log of db for the reason, remove it, and write the VNet again as it is (az network vnet update).',
    'The last change of the half web → app ended as Failed. What it shows may not be what is in force. | Write the half web → app again as it is.',
    'The last change of the half web → app ended as Failed. What it shows may not be what is in force. | Write the half web → app again as it is.',
  ],
});
