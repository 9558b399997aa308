import { testRule } from '../../testing/rule-suite.ts';
import { managedElsewhere } from './managed-elsewhere.ts';

testRule(managedElsewhere, {
  worlds: [
    `# Both by the same tool, by two tools, by Virtual Network Manager on both sides, and a VNet that may not be read
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
  says: [
    'b is kept by Bicep, hub by Terraform. What is changed by hand on b → hub is undone by the next run, and what the run changes, the other half does not follow. | Change b → hub in Bicep, not by hand. Best let one tool keep both halves.',
    'hub is kept by Terraform, b by Bicep. What is changed by hand on hub → b is undone by the next run, and what the run changes, the other half does not follow. | Change hub → b in Terraform, not by hand. Best let one tool keep both halves.',
    'hub is kept by Terraform, spoke by no tool that its tags name. What is changed by hand on hub → spoke is undone by the next run, and what the run changes, the other half does not follow. | Change hub → spoke in Terraform, not by hand. Best let one tool keep both halves.',
  ],
});
