import { testRule } from '../../testing/rule-suite.ts';
import { managedElsewhere } from './managed-elsewhere.ts';

testRule(managedElsewhere, {
  fixtures: [
    `# Both managed by the same tool, by two tools, by Virtual Network Manager, and a VNet that cannot be read
vnet hub    10.0.0.0/16 tag:ManagedBy=Terraform
vnet a      10.1.0.0/16 tag:created_by=terraform-cloud
vnet b      10.2.0.0/16 tag:iac=Bicep
vnet c      10.3.0.0/16
vnet d      10.4.0.0/16
vnet theirs 10.5.0.0/16 hidden
hub <-> a
hub <-> b
c -> d Connected name=ANM_C_D
d -> c Connected name=ANM_D_C
hub <-> theirs
#= fail    VNP602 hub->b
#= fail    VNP602 b->hub
#= unknown VNP602 hub<->theirs
#= unknown VNP106 hub<->theirs
#= unknown VNP401 hub<->theirs
`,
  ],
  texts: [
    'b → hub is managed by Bicep; hub → b by Terraform. The next run of Bicep overwrites manual changes to b → hub, and its own changes are not applied to the other half. | Change b → hub in Bicep, not manually. Preferably, manage both halves with the same tool.',
    'hub → b is managed by Terraform; b → hub by Bicep. The next run of Terraform overwrites manual changes to hub → b, and its own changes are not applied to the other half. | Change hub → b in Terraform, not manually. Preferably, manage both halves with the same tool.',
    'hub → spoke is managed by Terraform; spoke → hub has no known management tool. The next run of Terraform overwrites manual changes to hub → spoke, and its own changes are not applied to the other half. | Change hub → spoke in Terraform, not manually. Preferably, manage both halves with the same tool.',
  ],
});
