import { testRule } from '../../testing/rule-suite.ts';
import { notProvisioned } from './not-provisioned.ts';

testRule(notProvisioned, {
  fixtures: [
    `# A failed half, a half that is being updated, and a failed VNet
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
  texts: [
    'The last update of the VNet db ended in state Failed. The settings shown may not be in effect. | Find the cause in the activity log of db and fix it. Then rewrite the VNet with its current settings (az network vnet update).',
    'The last update of the half web → app ended in state Failed. The settings shown may not be in effect. | Rewrite the half web → app with its current settings.',
    'The last update of the half web → app ended in state Failed. The settings shown may not be in effect. | Rewrite the half web → app with its current settings.',
  ],
});
