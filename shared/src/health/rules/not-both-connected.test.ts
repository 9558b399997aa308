import { testRule } from '../../testing/rule-suite.ts';
import { notBothConnected } from './not-both-connected.ts';

testRule(notBothConnected, {
  worlds: [
    `# Read between two moments, and a whole peering
vnet hub   10.0.0.0/16
vnet whole 10.1.0.0/16
vnet odd   10.2.0.0/16
hub <-> whole
hub -> odd Connected
odd -> hub Initiated
#= fail    VNP103 hub<->odd
`,
  ],
  says: [
    'hub → odd is Connected and odd → hub is Initiated. Traffic flows only when both are Connected. | Write the half odd → hub again as it is.',
    'hub → spoke is Initiated and spoke → hub is Initiated. Traffic flows only when both are Connected. | Write the half hub → spoke again as it is.',
  ],
});
