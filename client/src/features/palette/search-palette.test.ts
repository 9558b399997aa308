import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { createPaletteItems } from './palette-items.ts';
import { searchPalette } from './search-palette.ts';

const topology = topologyOf(`
in sub=connectivity region=westeurope
vnet hub 10.0.0.0/16 firewall=10.0.1.4
subnet hub/AzureFirewallSubnet 10.0.1.0/26
in sub=shop-production region=westeurope
vnet shop 10.4.0.0/16 tag:env=prod
subnet shop/web 10.4.3.0/24
vnet lab 10.4.0.0/20
vnet secret 10.9.0.0/24 hidden
hub <-> shop
hub <-> secret`);
const items = createPaletteItems(topology, []);

/** Lists the results as `Section: name (detail)`, after the sentence that answers the search. */
function search(text: string): readonly string[] {
  const { sections, note } = searchPalette(topology, items, text);
  return [
    ...(note === undefined ? [] : [note]),
    ...sections.flatMap(({ section, items: found }) => found.map(({ name, detail }) => `${section}: ${name} (${detail})`)),
  ];
}

test('an IP address finds the subnet and the VNets that contain it, the longest prefix first', () => {
  expect(search('10.4.3.7')).toEqual([
    'Addresses: shop (subnet web 10.4.3.0/24)',
    'Addresses: lab (10.4.0.0/20)',
    'Addresses: Filter by cidr:10.4.3.7 (2 VNets)',
  ]);
});

test('an IP address finds the firewall that has it', () => {
  expect(search('10.0.1.4')[0]).toBe('Addresses: hub (firewall fw-hub)');
});

test('an IP address of a VNet that is not visible is found as its peers see it', () => {
  expect(search('10.9.0.9')[0]).toBe('Addresses: secret (10.9.0.0/24, as seen by its peers)');
});

test('an IP address that nothing contains is said to be in no visible VNet, which does not mean that it is free', () => {
  expect(search('192.168.7.7')).toEqual(['No VNet visible to you contains 192.168.7.7.']);
});

test('an address with a meaning of its own is explained', () => {
  expect(search('168.63.129.16')[0]).toBe('168.63.129.16 is Azure’s own address in every VNet, for DNS, DHCP and health probes.');
});

test('a prefix finds what contains it, the longest first, then what it contains', () => {
  expect(search('10.4.0.0/18')).toEqual([
    'Addresses: shop (10.4.0.0/16)',
    'Addresses: lab (10.4.0.0/20)',
    'Addresses: Filter by cidr:10.4.0.0/18 (2 VNets)',
  ]);
  expect(search('10.4.3.0/26')[0]).toBe('Addresses: shop (subnet web 10.4.3.0/24)');
  expect(search('172.16.0.0/12')).toEqual(['No VNet visible to you overlaps 172.16.0.0/12.']);
});

test('a prefix with host bits is corrected', () => {
  expect(search('10.4.3.7/24')).toEqual(['10.4.3.7/24 has host bits set; did you mean 10.4.3.0/24?.']);
});

test('subscriptions, tags and regions are found as filters', () => {
  expect(search('shop-prod')).toEqual(['Filter by: sub:shop-production (2 VNets)']);
  expect(search('env=prod')).toEqual(['Filter by: tag:env=prod (1 VNet)']);
  expect(search('westeu')).toContain('Filter by: region:westeurope (3 VNets)');
});

test('a filter can be typed here, too, and a half-typed one is not offered', () => {
  expect(search('is:hub')).toEqual(['Filter by: is:hub (filter)']);
  expect(search('is:nonsense')).toEqual([]);
});

test('who wants to rename, create, resize or translate is told what is possible instead', () => {
  expect(search('rename vnet')[0]).toMatch(/^Azure cannot rename a VNet or a peering/);
  expect(search('create a vnet')[0]).toMatch(/^Peerscape changes peerings only/);
  expect(search('language')[0]).toMatch(/^Peerscape is in English only/);
  expect(search('change address space')[0]).toMatch(/^Change the address space of a VNet in the Azure portal/);
});
