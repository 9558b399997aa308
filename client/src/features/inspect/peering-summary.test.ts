import { expect, test } from 'vitest';
import { only, topologyOf } from '../../testing/worlds.ts';
import { halfSentence } from './half-status-sentences.ts';
import { peeringReach, peeringSummary } from './peering-summary.ts';

const fixture = (line: string) =>
  topologyOf(`vnet a 10.0.0.0/24\nvnet b 10.1.0.0/24\nvnet h 10.2.0.0/24 hidden\nvnet d 10.3.0.0/24 deleted\n${line}`);

test.each([
  ['a <-> b', 'good', 'Connected on both sides'],
  ['a -> b Initiated', 'error', 'Half-configured: one half is missing, so no traffic is routed'],
  ['a -> b Disconnected', 'error', 'Disconnected: no traffic is routed'],
  ['a -> b Connected\nb -> a Connected learned=10.9.0.0/24', 'warning', 'Connected, but out of sync: new prefixes are not routed'],
  ['a <-> b no-access', 'warning', 'Connected, but access is off'],
  ['a <-> h', 'info', 'Connected; one half is not visible to you'],
])('%j has severity %s: %s', (line, severity, title) => {
  const topology = fixture(line);
  expect(peeringSummary(topology, only(topology.peerings))).toEqual({ severity, title });
});

test('does not count a virtual hub connection as a peering that is not visible', () => {
  const topology = topologyOf('vnet a 10.0.0.0/24\nin rg=RG_hub_1\nvnet HV_hub_1 10.1.0.0/24 hidden\na <-> HV_hub_1');
  const peering = only(topology.peerings);
  const [hub] = topology.ghosts.keys();
  const [spoke] = topology.vnets.keys();
  expect(peeringSummary(topology, peering).title).toBe('Connected through a virtual hub connection');
  if (!hub || !spoke) throw new Error('The fixture has a spoke and a hub');
  expect(halfSentence(topology, { from: hub, to: spoke }, 'unknown')).toContain('managed on the virtual hub');
  expect(halfSentence(topology, { from: spoke, to: hub }, 'connected')).toContain('A virtual hub connection manages this half');
});

test('describes regions and subscriptions as far as they are known', () => {
  const reach = (text: string) => {
    const topology = topologyOf(text);
    return peeringReach(topology, only(topology.peerings));
  };
  expect(reach('in sub=x region=eastus\nvnet a 10.0.0.0/24\nin sub=y region=westeurope\nvnet b 10.1.0.0/24\na <-> b')).toEqual([
    expect.stringMatching(/^Global: (eastus – westeurope|westeurope – eastus)$/),
    'Different subscriptions',
  ]);
  expect(reach('in sub=x region=eastus\nvnet a 10.0.0.0/24\nvnet b 10.1.0.0/24 hidden\na <-> b')).toEqual(['Same subscription']);
});
