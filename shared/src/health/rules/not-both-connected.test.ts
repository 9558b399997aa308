import { testRule } from '../../testing/rule-suite.ts';
import { notBothConnected } from './not-both-connected.ts';

testRule(notBothConnected, {
  fixtures: [
    `# Data that was read during a change, and a complete peering
vnet hub   10.0.0.0/16
vnet whole 10.1.0.0/16
vnet odd   10.2.0.0/16
hub <-> whole
hub -> odd Connected
odd -> hub Initiated
#= fail    VNP103 hub<->odd
`,
  ],
  texts: [
    'hub → odd is Connected and odd → hub is Initiated. Traffic flows only if both are Connected. | Rewrite the half odd → hub with its current settings.',
    'hub → spoke is Initiated and spoke → hub is Initiated. Traffic flows only if both are Connected. | Rewrite the half hub → spoke with its current settings.',
  ],
});
