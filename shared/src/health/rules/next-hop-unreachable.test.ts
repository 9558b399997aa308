import { describe, expect, it } from 'vitest';
import { toFixture } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { buildTopology } from '../../topology/index.ts';
import { visibleRows } from '../../world/index.ts';
import { runRules } from '../run.ts';
import { nextHopUnreachable } from './next-hop-unreachable.ts';

testRule(nextHopUnreachable, {
  fixtures: [
    `# In the VNet itself, in a peer, in a connected group, and nowhere
vnet hub  10.0.0.0/16 firewall=10.0.1.4
vnet own  10.1.0.0/16 nva=10.1.9.4
vnet peer 10.2.0.0/16
vnet mesh 10.3.0.0/16
vnet lost 10.4.0.0/16
subnet own/app  10.1.0.0/24
subnet peer/app 10.2.0.0/24
subnet mesh/app 10.3.0.0/24
subnet lost/app 10.4.0.0/24
hub <-> peer forwarded
group mesh-group mesh hub
route own/app 0.0.0.0/0 via own
route peer/app 0.0.0.0/0 via hub
route mesh/app 0.0.0.0/0 via hub
route lost/app 0.0.0.0/0 via 10.99.0.4
#= fail    VNP403 lost
`,
    `# A peer without known prefixes may contain the address
vnet spoke  10.1.0.0/16
vnet theirs hidden
subnet spoke/app 10.1.0.0/24
spoke -> theirs Connected no-sync-level
theirs -> spoke Connected
route spoke/app 0.0.0.0/0 via 10.99.0.4
#= unknown VNP403 spoke
#= unknown VNP104 spoke->theirs
#= unknown VNP106 spoke<->theirs
#= unknown VNP201 spoke<->theirs
#= unknown VNP401 spoke<->theirs
`,
  ],
  texts: [
    'lost/app routes 0.0.0.0/0 to 10.99.0.4. No VNet that could be read contains this address, so the traffic is dropped. | Change the next hop to an appliance in lost or in a VNet that it is peered with, or remove the routes.',
    'spoke/app routes 0.0.0.0/0 to 10.0.1.4. This address is in hub, which is not connected to spoke, so the traffic is dropped. | Peer spoke with hub, or change the next hop to an appliance in a VNet that spoke is peered with.',
  ],
});

describe('a next hop that is a virtual network appliance', () => {
  const fixture = (peerings: string) =>
    toFixture(`vnet theirs 10.9.0.0/16 vnra=10.9.1.4 hidden
vnet spoke 10.1.0.0/16
vnet other 10.2.0.0/16
subnet spoke/app 10.1.0.0/24
${peerings}
route spoke/app 0.0.0.0/0 via theirs`);
  /** Runs the rule without the prefixes that halves have learned; `seesAppliance` sets whether the appliance is in the rows. */
  const run = (peerings: string, seesAppliance: boolean) => {
    const world = fixture(peerings);
    const rows = visibleRows(world);
    const halves = rows.halves.map(({ remoteLearned: _, remoteCurrent: __, ...half }) => half);
    const { findings, unknown } = runRules(buildTopology({ ...rows, halves, appliances: seesAppliance ? world.rows.appliances : [] }), [
      nextHopUnreachable,
    ]);
    return [...findings.map(({ text }) => text), ...unknown.map(({ where }) => `unknown ${where}`)];
  };

  it('is found in a peer whose address space is not known', () => {
    expect(run('spoke -> theirs Connected\ntheirs -> spoke Connected', true)).toEqual([]);
    expect(run('spoke -> theirs Connected\ntheirs -> spoke Connected', false)).toEqual(['unknown spoke']);
  });

  it('is named as the place of the address if its VNet is not connected', () => {
    expect(run('other -> theirs Connected\ntheirs -> other Connected', true)).toEqual([
      'spoke/app routes 0.0.0.0/0 to 10.9.1.4. This address is in theirs, which is not connected to spoke, so the traffic is dropped.',
    ]);
  });
});
