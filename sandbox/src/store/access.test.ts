import { describe, expect, it } from 'vitest';
import { type Caller, createAccessRegistry, matchesAction } from './access.ts';

const CALLER: Caller = { objectId: 'o', name: 'n', tenantId: 't', auxiliaryTenants: [] };
const GROUP = '/subscriptions/S/resourceGroups/G';

describe('an action pattern', () => {
  it.each([
    ['*', 'Microsoft.Network/virtualNetworks/read', true],
    ['*/read', 'Microsoft.Network/virtualNetworks/read', true],
    ['Microsoft.Network/*', 'microsoft.network/virtualnetworks/peer/action', true],
    ['Microsoft.Network/*/write', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write', true],
    ['Microsoft.Network/virtualNetworks/read', 'Microsoft.Network/virtualNetworks/subnets/read', false],
    ['Microsoft.Network.virtualNetworks/read', 'Microsoft.Network/virtualNetworks/read', false],
  ])('%s on %s: %s', (pattern, action, expected) => {
    expect(matchesAction(pattern, action)).toBe(expected);
  });
});

describe('permissions', () => {
  it('are granted until denied at the scope or above it, ignoring case', () => {
    const book = createAccessRegistry();
    expect(book.isAllowed(CALLER, 'a/read', `${GROUP}/providers/x/y/z`)).toBe(true);
    book.deny(GROUP.toLowerCase(), ['*/read']);
    expect(book.isAllowed(CALLER, 'a/read', `${GROUP}/providers/x/y/z`)).toBe(false);
    expect(book.isAllowed(CALLER, 'a/write', `${GROUP}/providers/x/y/z`)).toBe(true);
    expect(book.isAllowed(CALLER, 'a/read', `${GROUP}2/providers/x/y/z`)).toBe(true);
    expect(book.isAllowed({ ...CALLER, unlimited: true }, 'a/read', GROUP)).toBe(true);
    book.restore(GROUP);
    expect(book.isAllowed(CALLER, 'a/read', GROUP)).toBe(true);
  });
});
