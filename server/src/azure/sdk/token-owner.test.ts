import { expect, test } from 'vitest';
import { ownerOf, pinTenant } from './token-owner.ts';

const ONE = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const token = (claims: object): string =>
  [{ alg: 'none' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');

const credentialOf = (...tokens: readonly string[]) => {
  let nth = 0;
  return {
    getToken: async () => {
      const next = tokens[Math.min(nth, tokens.length - 1)] ?? '';
      nth += 1;
      return { token: next, expiresOnTimestamp: 0 };
    },
    asked: () => nth,
  };
};

test.each([
  ['a person', { tid: ONE, oid: 'o', upn: 'ann@contoso.com' }, 'ann@contoso.com (o)'],
  ['a guest', { tid: ONE, oid: 'o', unique_name: 'live.com#ann@example.com' }, 'live.com#ann@example.com (o)'],
  ['a person, v2.0', { tid: ONE, oid: 'o', preferred_username: 'ann@contoso.com', azp: 'x' }, 'ann@contoso.com (o)'],
  ['an application', { tid: ONE, oid: 'o', appid: 'app' }, 'app (o)'],
  ['nobody that is named', { tid: ONE }, 'unnamed'],
])('the token of %s says whose it is', (_who, claims, account) => {
  expect(ownerOf(token(claims))).toEqual({ tenantId: ONE, account });
});

test.each(['', 'opaque', 'a.b.c', token({ oid: 'o' }), token({ tid: 'common' })])(
  'a text that names no tenant has no owner: %s',
  (text) => {
    expect(ownerOf(text)).toBeUndefined();
  },
);

test('a tenant is the same however its id is spelled', () => {
  expect(ownerOf(token({ tid: 'ABCDEFAB-1111-4111-8111-111111111111' }))?.tenantId).toBe('abcdefab-1111-4111-8111-111111111111');
});

test('a credential stays with the tenant of its first token, whichever account it is', async () => {
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

test('the owner is asked for once', async () => {
  const inner = credentialOf(token({ tid: ONE }));
  const credential = pinTenant(inner, 'scope');
  await credential.owner();
  await credential.owner();
  expect(inner.asked()).toBe(1);
});

test('a token that names no tenant leaves the state closed', async () => {
  await expect(pinTenant(credentialOf('opaque'), 'scope').owner()).rejects.toMatchObject({ problem: { code: 'no-tenant' } });
});
