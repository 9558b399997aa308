import { expect, test } from 'vitest';
import { parseTokenOwner, pinTenant } from './token-owner.ts';

const ONE = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const token = (claims: object): string =>
  [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

const credentialOf = (...tokens: readonly string[]) => {
  let count = 0;
  return {
    getToken: async () => {
      const next = tokens[Math.min(count, tokens.length - 1)] ?? '';
      count += 1;
      return { token: next, expiresOnTimestamp: 0 };
    },
    requests: () => count,
  };
};

test.each([
  ['a person', { tid: ONE, oid: 'o', upn: 'ann@contoso.com' }, 'ann@contoso.com (o)'],
  ['a guest', { tid: ONE, oid: 'o', unique_name: 'live.com#ann@example.com' }, 'live.com#ann@example.com (o)'],
  ['a person, v2.0', { tid: ONE, oid: 'o', preferred_username: 'ann@contoso.com', azp: 'x' }, 'ann@contoso.com (o)'],
  ['an application', { tid: ONE, oid: 'o', appid: 'app' }, 'app (o)'],
  ['an account without a name', { tid: ONE }, 'unnamed'],
])('reads the owner from the token of %s', (_name, claims, account) => {
  expect(parseTokenOwner(token(claims))).toEqual({ tenantId: ONE, account });
});

test.each(['', 'opaque', 'a.b.c', token({ oid: 'o' }), token({ tid: 'common' })])('a text without a tenant has no owner: %s', (text) => {
  expect(parseTokenOwner(text)).toBeUndefined();
});

test('the letter case of a tenant id does not matter', () => {
  expect(parseTokenOwner(token({ tid: 'ABCDEFAB-1111-4111-8111-111111111111' }))?.tenantId).toBe('abcdefab-1111-4111-8111-111111111111');
});

test('a credential is pinned to the tenant of its first token, for any account', async () => {
  const credential = pinTenant(
    credentialOf(token({ tid: ONE, upn: 'ann' }), token({ tid: ONE, upn: 'bob' }), token({ tid: OTHER })),
    'scope',
  );
  expect(credential.account()).toBeNull();
  expect(await credential.owner()).toEqual({ tenantId: ONE, account: 'ann' });
  await credential.getToken('scope');
  expect(credential.account()).toBe('bob');
  await expect(credential.getToken('scope')).rejects.toMatchObject({
    problem: { code: 'other-tenant', detail: expect.stringMatching(new RegExp(`${ONE}.*${OTHER}`)) },
  });
  expect((await credential.owner()).tenantId).toBe(ONE);
});

test('the owner is requested once', async () => {
  const inner = credentialOf(token({ tid: ONE }));
  const credential = pinTenant(inner, 'scope');
  await credential.owner();
  await credential.owner();
  expect(inner.requests()).toBe(1);
});

test('a token without a tenant is rejected', async () => {
  await expect(pinTenant(credentialOf('opaque'), 'scope').owner()).rejects.toMatchObject({ problem: { code: 'no-tenant' } });
});
