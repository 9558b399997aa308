import { describe, expect, it } from 'vitest';
import { formatCidr, parseAddress, parseCidr } from '../net/index.ts';
import { topologyOf } from '../testing/fixtures.ts';
import { createNamer } from '../topology/index.ts';
import { collectClaims, locateAddress, locatePrefix, specialMeaning } from './index.ts';

const topology = topologyOf(`vnet hub 10.0.0.0/24 firewall=10.0.0.68
vnet spoke 10.1.0.0/16
vnet other 10.1.4.0/24
subnet spoke/app 10.1.4.0/26
hub <-> spoke
route spoke/app 0.0.0.0/0 via hub
route spoke/app 192.168.0.0/16 via hub
`);
const name = createNamer(topology);
const { list: claims } = collectClaims(topology);

const address = (text: string) => {
  const result = parseAddress(text);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

/** Formats what is known of an address as lines. */
function locate(text: string): string[] {
  const { places, holders, routes } = locateAddress(topology, claims, address(text));
  return [
    ...places.map(({ claim, subnet, reserved }) =>
      [`in ${name(claim.owner)} ${formatCidr(claim.cidr)}`, subnet && `${subnet.name} ${formatCidr(subnet.cidr)}`, reserved]
        .filter(Boolean)
        .join(', '),
    ),
    ...holders.map(({ kind, name: own, vnet }) => `${kind} ${own} in ${name(vnet)}`),
    ...routes.map(
      ({ table, route, vnet, subnets }) => `${table}: ${route.prefix} to ${route.nextHopType}, from ${name(vnet)}/${subnets.join()}`,
    ),
  ];
}

describe('an address', () => {
  it('is in every VNet whose address space contains it, with the subnet', () => {
    expect(locate('10.1.4.7')).toEqual(['in spoke 10.1.0.0/16, app 10.1.4.0/26', 'in other 10.1.4.0/24']);
    expect(locate('10.1.9.1')).toEqual(['in spoke 10.1.0.0/16']);
  });

  it.each([
    ['10.1.4.0', 'network'],
    ['10.1.4.1', 'gateway'],
    ['10.1.4.2', 'dns'],
    ['10.1.4.3', 'dns'],
    ['10.1.4.63', 'broadcast'],
  ])('%s can be reserved by Azure in its subnet: %s', (text, reserved) => {
    expect(locate(text)[0]).toBe(`in spoke 10.1.0.0/16, app 10.1.4.0/26, ${reserved}`);
  });

  it('of a firewall names the firewall', () => {
    expect(locate('10.0.0.68')).toEqual(['in hub 10.0.0.0/24, AzureFirewallSubnet 10.0.0.64/26', 'firewall fw-hub in hub']);
  });

  it('in no visible VNet shows the routes to it, without default routes', () => {
    expect(locate('192.168.7.7')).toEqual([expect.stringMatching(/^rt-\S+: 192\.168\.0\.0\/16 to VirtualAppliance, from spoke\/app$/)]);
    expect(locate('172.16.0.1')).toEqual([]);
  });

  it('can have a meaning of its own everywhere in Azure', () => {
    expect(specialMeaning(address('168.63.129.16'))).toContain('Azure’s own address');
    expect(specialMeaning(address('169.254.169.254'))).toContain('metadata');
    expect(specialMeaning(address('fe80::1'))).toContain('link-local');
    expect(specialMeaning(address('10.0.0.1'))).toBeUndefined();
  });
});

it('a prefix is inside some prefixes and around others', () => {
  const at = (text: string) => {
    const cidr = parseCidr(text);
    if (!cidr.ok) throw new Error(cidr.problem);
    const { around, inside } = locatePrefix(topology, claims, cidr.value);
    return [
      around.map(({ claim, subnet }) => [name(claim.owner), subnet?.name].filter(Boolean).join('/')),
      inside.map(({ owner }) => name(owner)),
    ];
  };
  expect(at('10.1.0.0/17')).toEqual([['spoke'], ['other']]);
  expect(at('10.1.4.0/24')).toEqual([['spoke', 'other'], []]);
  expect(at('10.1.4.16/28')).toEqual([['spoke/app', 'other'], []]);
  expect(at('10.0.0.0/8')).toEqual([[], ['hub', 'spoke', 'other']]);
  expect(at('10.9.0.0/16')).toEqual([[], []]);
});
