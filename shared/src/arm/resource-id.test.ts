import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatResourceId,
  isOfType,
  isSameResource,
  lastName,
  parentId,
  parseResourceId,
  resourceKey,
  VNET_TYPE,
  vnetId,
} from './index.ts';

const HUB = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg (weu)/providers/Microsoft.Network/virtualNetworks/hub';

const parse = (id: string) => {
  const result = parseResourceId(id);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};

describe('resource ids', () => {
  it('survive parsing and formatting', () => {
    expect(formatResourceId(parse(HUB))).toBe(HUB);
    expect(formatResourceId(parse(`${HUB}/virtualNetworkPeerings/hub-a`))).toBe(`${HUB}/virtualNetworkPeerings/hub-a`);
  });

  it('are compared without case, as in Azure', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: HUB.length, maxLength: HUB.length }), (upper) => {
        const variant = [...HUB].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join('');
        expect(isSameResource(variant, HUB)).toBe(true);
        expect(parseResourceId(variant).ok).toBe(true);
      }),
    );
    expect(resourceKey(`${HUB}/`)).toBe(resourceKey(HUB));
  });

  it('yield their parent, type and last name', () => {
    const half = parse(`${HUB}/virtualNetworkPeerings/hub-a`);
    const parent = parentId(half);
    expect(parent && formatResourceId(parent)).toBe(HUB);
    expect(parent && isOfType(parent, VNET_TYPE.toUpperCase())).toBe(true);
    expect(parent && parentId(parent)).toBeUndefined();
    expect(lastName(HUB)).toBe('hub');
    expect(vnetId('s', 'g', 'v')).toBe('/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v');
  });

  it.each([
    '',
    'hub',
    '/subscriptions/s',
    '/subscriptions/s/resourceGroups/g',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks',
    '/subscriptions/s/resourceGroups/../providers/Microsoft.Network/virtualNetworks/v',
    '/subscriptions/s/resourceGroups/g%2fh/providers/Microsoft.Network/virtualNetworks/v',
    '/subscriptions/s//g/providers/Microsoft.Network/virtualNetworks/v',
    '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v?x=1',
    '/providers/Microsoft.Management/managementGroups/m',
    'https://management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v',
  ])('"%s" is rejected with the reason', (id) => {
    const result = parseResourceId(id);
    expect(result.ok ? '' : result.problem).toContain('is not an Azure resource id');
  });
});
