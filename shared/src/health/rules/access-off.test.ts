import { describe, expect, it } from 'vitest';
import { toFixture, visibleTopology } from '../../testing/fixtures.ts';
import { testRule } from '../../testing/rule-suite.ts';
import { runRules } from '../run.ts';
import { accessOff } from './access-off.ts';

testRule(accessOff, {
  fixtures: [
    `# Access off on both sides, on the readable side only, and possibly on the unreadable side
vnet hub   10.0.0.0/16
vnet both  10.1.0.0/16
vnet open  10.2.0.0/16
vnet dark  10.3.0.0/16 hidden
vnet theirs 10.4.0.0/16 hidden
hub <-> both no-access
hub <-> open
hub <-> dark no-access |
hub <-> theirs
#= fail    VNP401 both<->hub
#= fail    VNP401 dark<->hub
#= unknown VNP401 hub<->theirs
#= unknown VNP106 dark<->hub
#= unknown VNP106 hub<->theirs
`,
  ],
  texts: [
    'both does not allow access from hub, and hub does not allow access from both. The peering is still Connected, but with default network security rules no traffic passes. Rules that specify IP addresses can still allow it. hub is a hub, so traffic that it forwards is lost too. | Change the half both → hub: allow access. Change the half hub → both: allow access.',
    'hub does not allow access from dark. The peering is still Connected, but with default network security rules no traffic passes. Rules that specify IP addresses can still allow it. hub is a hub, so traffic that it forwards is lost too. | Change the half hub → dark: allow access. This also requires Microsoft.Network/virtualNetworks/peer/action on dark, which you cannot read.',
    'spoke does not allow access from hub. The peering is still Connected, but with default network security rules no traffic passes. Rules that specify IP addresses can still allow it. | Change the half spoke → hub: allow access.',
  ],
});

describe('access that is turned off', () => {
  const severitiesIn = (text: string) => runRules(visibleTopology(toFixture(text)), [accessOff]).findings.map(({ severity }) => severity);
  const vnets = 'vnet one 10.0.0.0/16\nvnet two 10.1.0.0/16\nvnet three 10.2.0.0/16\nvnet four 10.3.0.0/16\n';
  const subnet = 'subnet two/app 10.1.0.0/24\n';

  it.each([
    ['that contains a firewall', 'vnet one 10.0.0.0/16 firewall=10.0.1.4\nvnet two 10.1.0.0/16\none <-> two no-access |'],
    ['that contains a gateway', 'vnet one 10.0.0.0/16 gateway\nvnet two 10.1.0.0/16\none <-> two no-access |'],
    ['that a route leads to', `${vnets}${subnet}one <-> two no-access |\nroute two/app 0.0.0.0/0 via 10.0.0.4`],
    ['with three peers', `${vnets}one <-> two no-access |\none <-> three\none <-> four`],
  ])('is an error on the half of a hub, a VNet %s', (_, text) => {
    expect(severitiesIn(text)).toEqual(['error']);
    expect(severitiesIn(text.replace('no-access |', '| no-access'))).toEqual(['warning']);
  });

  it('is a warning between VNets with equally many peers', () => {
    const mesh = 'one <-> three\none <-> four\ntwo <-> three\ntwo <-> four';
    expect(severitiesIn(`${vnets}one <-> two no-access\n${mesh}`)).toEqual(['warning']);
  });
});
