import { describe, expect, test } from 'vitest';
import { allows } from './rights.ts';

const WRITE = 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings/write';

describe('an action is allowed', () => {
  test.each([
    ['by an owner', [{ actions: ['*'], notActions: [] }], true],
    ['by a pattern across slashes, in any case', [{ actions: ['microsoft.network/*'], notActions: [] }], true],
    ['by its own name', [{ actions: [WRITE.toUpperCase()], notActions: [] }], true],
    ['not by a reader', [{ actions: ['*/read'], notActions: [] }], false],
    ['not where the same role takes it away', [{ actions: ['*'], notActions: ['Microsoft.Network/virtualNetworks/*'] }], false],
    [
      'where another role gives what one takes away',
      [
        { actions: ['*'], notActions: [WRITE] },
        { actions: [WRITE], notActions: [] },
      ],
      true,
    ],
    ['not by nothing', [], false],
    ['not by a pattern whose dots are dots', [{ actions: ['MicrosoftXNetwork/*'], notActions: [] }], false],
  ])('%s', (_, permissions, expected) => {
    expect(allows(permissions, WRITE)).toBe(expected);
  });
});
