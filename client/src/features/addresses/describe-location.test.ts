import { collectClaims } from '@peerscape/shared/addresses';
import { parseAddress, parseCidr } from '@peerscape/shared/net';
import { createNamer } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { type Answer, listVNets, type Sentence } from './answer.ts';
import { describeAddress, describePrefix } from './describe-location.ts';

const ESTATE = topologyOf(`vnet hub 10.0.0.0/24 firewall=10.0.0.68
vnet spoke-a 10.4.0.0/16
vnet spoke-b 10.5.0.0/16
vnet twin 10.5.4.0/24
subnet spoke-a/app 10.4.3.0/24
hub <-> spoke-a
hub <-> spoke-b
route spoke-a/app 192.168.0.0/16 via hub
`);

/** Answers a question in plain text, one line each. */
function ask(text: string, topology = ESTATE): readonly string[] {
  const name = createNamer(topology);
  const plain = (sentence: Sentence) => sentence.map((piece) => (typeof piece === 'string' ? piece : name(piece.vnet))).join('');
  const { list } = collectClaims(topology);
  const cidr = parseCidr(text);
  const address = parseAddress(text);
  let answer: Answer | undefined;
  if (cidr.ok) answer = describePrefix(topology, list, cidr.value);
  else if (address.ok) answer = describeAddress(topology, list, address.value);
  if (!answer) throw new Error(`${text} is no address`);
  return [plain(answer.title), ...answer.details.map(plain), ...(answer.isNothing ? ['(nothing)'] : [])];
}

describe('the answer about an address', () => {
  it('names its subnet and VNet, how many addresses are usable, and what the VNet is peered with', () => {
    expect(ask('10.4.3.7')).toEqual([
      '10.4.3.7 is in subnet app of spoke-a (10.4.3.0/24)',
      'Subnet 10.4.3.0/24: 251 addresses that resources can use.',
      expect.stringMatching(/^VNet 10\.4\.0\.0\/16, \S+, subscription \S+\.$/),
      'Peered with hub.',
    ]);
  });

  it('names the use of an address that Azure reserves, and the firewall that has one', () => {
    expect(ask('10.4.3.1')[1]).toBe('Azure reserves it in each subnet for the default gateway.');
    expect(ask('10.0.0.68')).toContain('It is the address of the firewall fw-hub in hub.');
  });

  it('outside of all subnets says so', () => {
    expect(ask('10.4.9.9')[0]).toBe('10.4.9.9 is in spoke-a (10.4.0.0/16), in none of its subnets');
  });

  it('in overlapping VNets names each of them', () => {
    expect(ask('10.5.4.4')).toEqual([
      '10.5.4.4 is in 2 overlapping prefixes',
      'In spoke-b (10.5.0.0/16), in none of its subnets.',
      'In twin (10.5.4.0/24), in none of its subnets.',
    ]);
  });

  it('in no visible VNet shows the routes to it', () => {
    expect(ask('192.168.1.1')).toEqual([
      '192.168.1.1 is in no VNet that is visible',
      expect.stringMatching(/^Route table \S+ sends 192\.168\.0\.0\/16 to VirtualAppliance 10\.0\.0\.68, for 1 subnet of spoke-a\.$/),
      '(nothing)',
    ]);
    expect(ask('172.16.0.1')).toEqual(['172.16.0.1 is in no VNet that is visible', '(nothing)']);
  });

  it('of a VNet that is not visible says how it is known', () => {
    const partly = topologyOf('vnet hub 10.0.0.0/24\nvnet gone 10.9.0.0/16 hidden\nhub <-> gone\n');
    expect(ask('10.9.0.4', partly)).toEqual([
      '10.9.0.4 is in gone (10.9.0.0/16), a VNet that is not visible',
      'gone: not visible to you. Its prefixes are known from the halves that point at it.',
    ]);
  });

  it('does not say that a VNet has no peerings if they could not be read', () => {
    const read = topologyOf('vnet a 10.0.0.0/24\nvnet b 10.0.1.0/24\nvnet c 10.0.2.0/24\nb <-> c\n');
    const unread = { ...read, vnets: new Map([...read.vnets].map(([key, vnet]) => [key, { ...vnet, halvesNotRead: true as const }])) };
    expect(ask('10.0.0.9', read).at(-1)).toBe('It has no peerings.');
    expect(ask('10.0.0.9', unread).slice(2)).toEqual(['Not all of its peerings could be read.']);
    expect(ask('10.0.1.9', unread).slice(2)).toEqual(['Peered with c.', 'Not all of its peerings could be read.']);
  });

  it('with a meaning of its own in Azure is that', () => {
    expect(ask('168.63.129.16')).toEqual(['168.63.129.16 is Azure’s own address in every VNet, for DNS, DHCP and health probes']);
  });
});

describe('the answer about a prefix', () => {
  it('is the VNet or subnet that has it', () => {
    expect(ask('10.4.0.0/16')[0]).toBe('10.4.0.0/16 is in the address space of spoke-a');
    expect(ask('10.4.3.0/24')[0]).toBe('10.4.3.0/24 is the subnet app of spoke-a');
  });

  it('that only halves still have names the VNet that had it', () => {
    const topology = topologyOf('vnet hub 10.0.0.0/24\nvnet a 10.1.0.0/16\nhub -> a Connected learned=10.9.0.0/16\na -> hub Connected\n');
    expect(ask('10.9.0.0/16', topology)[0]).toBe('10.9.0.0/16 is a former prefix of a, which halves still list');
  });

  it('is the VNet or subnet that contains it', () => {
    expect(ask('10.4.3.128/25')[0]).toBe('10.4.3.128/25 is in subnet app of spoke-a (10.4.3.0/24)');
    expect(ask('10.4.128.0/17')[0]).toBe('10.4.128.0/17 is in spoke-a (10.4.0.0/16), in none of its subnets');
  });

  it('counts what it contains', () => {
    expect(ask('10.0.0.0/8')).toEqual([
      '10.0.0.0/8 is partly taken, by 4 VNets',
      'It contains 4 prefixes of hub, spoke-a, spoke-b and twin.',
      '131,328 of 16,777,216 addresses (< 1 %) are taken.',
    ]);
  });

  it('that overlaps nothing is only not seen', () => {
    expect(ask('10.77.0.0/16')).toEqual(['10.77.0.0/16 overlaps nothing that is visible', '(nothing)']);
  });
});

it('a long list of VNets names the first ones', () => {
  const keys = [...topologyOf('repeat 1..7 vnet v-{n} 10.0.{n}.0/24\n').vnets.keys()];
  expect(
    listVNets(keys)
      .filter((piece) => typeof piece === 'string')
      .join('|'),
  ).toBe(', |, |, | and 3 more');
  expect(listVNets(keys.slice(0, 5))).toHaveLength(9);
  expect(listVNets(keys.slice(0, 1))).toEqual([{ vnet: keys[0] }]);
});
