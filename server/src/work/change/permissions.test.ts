import { describe, expect, test } from 'vitest';
import { isActionAllowed } from './permissions.ts';

const WRITE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write';

describe('an action is allowed', () => {
  test.each([
    ['by the role of an owner', [{ actions: ['*'], notActions: [] }], true],
    ['by a pattern across slashes, in any case', [{ actions: ['microsoft.network/*'], notActions: [] }], true],
    ['by its exact name', [{ actions: [WRITE.toUpperCase()], notActions: [] }], true],
    ['not by the role of a reader', [{ actions: ['*/read'], notActions: [] }], false],
    ['not if the same role excludes it', [{ actions: ['*'], notActions: ['Microsoft.Network/virtualNetworks/*'] }], false],
    [
      'if another role allows what one excludes',
      [
        { actions: ['*'], notActions: [WRITE] },
        { actions: [WRITE], notActions: [] },
      ],
      true,
    ],
    ['not without roles', [], false],
    ['not by a pattern that treats dots as wildcards', [{ actions: ['MicrosoftXNetwork/*'], notActions: [] }], false],
  ])('%s', (_, permissions, expected) => {
    expect(isActionAllowed(permissions, WRITE)).toBe(expected);
  });
});
