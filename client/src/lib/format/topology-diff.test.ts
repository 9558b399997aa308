import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { describeTopologyDiff, diffTopologies } from './topology-diff.ts';

const vnets = 'vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\n';
const describeChange = (before: string, now: string) => describeTopologyDiff(diffTopologies(topologyOf(before), topologyOf(now)));

test.each([
  ['nothing', `${vnets}a <-> b`, `${vnets}a <-> b`, undefined],
  ['a remote half', `${vnets}a -> b Initiated`, `${vnets}a <-> b`, 'Peering a – b changed.'],
  ['an option', `${vnets}a <-> b`, `${vnets}a <-> b forwarded`, 'Peering a – b changed.'],
  ['a new peering', vnets, `${vnets}a <-> b`, 'Peering a – b added.'],
  ['a removed peering', `${vnets}a <-> b`, vnets, 'Peering a – b removed.'],
  ['new VNets', vnets, `${vnets}vnet d 10.0.3.0/24`, '1 VNet added.'],
  ['removed VNets', `${vnets}vnet d 10.0.3.0/24\na <-> b`, `${vnets}a <-> b | no-access`, '1 VNet removed and peering a – b changed.'],
])('describes %s', (_, before, now, sentence) => {
  expect(describeChange(before, now)).toBe(sentence);
});

test('many changes are counted instead of listed', () => {
  const four = `${vnets}vnet d 10.0.3.0/24\n`;
  expect(describeChange(four, `${four}a <-> b\na <-> c\na <-> d\nb <-> c`)).toBe('4 peerings changed.');
});
