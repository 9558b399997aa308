import { ClientSecretCredential, DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTestBench, SUBSCRIPTION, sendRaw } from './harness.ts';

const bench = createTestBench('vnet hub 10.0.0.0/16', { httpPort: 0 });
const SCOPE = 'https://management.azure.com/.default';

afterEach(() => vi.unstubAllEnvs());

async function expectAccepted(token: string | undefined): Promise<void> {
  const reply = await bench.send('GET', `/subscriptions/${SUBSCRIPTION}`, { headers: { authorization: `Bearer ${token}` } });
  expect(reply.status).toBe(200);
}

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

describe('tokens for clients', () => {
  it('come from the managed identity endpoint', async () => {
    vi.stubEnv('IDENTITY_ENDPOINT', `${bench.sandbox.httpEndpoint}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'anything');
    const { token, expiresOnTimestamp } = await new ManagedIdentityCredential().getToken(SCOPE);
    expect(expiresOnTimestamp).toBeGreaterThan(Date.now());
    await expectAccepted(token);
    await expectAccepted((await new DefaultAzureCredential().getToken(SCOPE)).token);
  });

  it('come from the token endpoint for a service principal', async () => {
    const tenant = claimsOf(bench.sandbox.token).tid;
    const credential = new ClientSecretCredential(tenant, 'any-app', 'any-secret', {
      authorityHost: bench.sandbox.endpoint,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: bench.sandbox.caPem },
    });
    const { token } = await credential.getToken(SCOPE);
    expect(claimsOf(token)).toMatchObject({ tid: tenant, appid: 'any-app', oid: expect.any(String), exp: expect.any(Number) });
    await expectAccepted(token);
  });

  it('come from both App Service endpoints and from the virtual machine endpoint', async () => {
    const requests = [
      ['/msi/token?api-version=2019-08-01&resource=https://management.azure.com', { 'x-identity-header': 'x' }],
      ['/msi/token/?resource=https://management.azure.com/&api-version=2017-09-01', { secret: 'x' }],
      ['/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://management.azure.com/', { metadata: 'true' }],
    ] as const;
    for (const [path, headers] of requests) {
      const { status, body } = await sendRaw(bench.sandbox, 'GET', path, headers);
      expect([status, body.token_type, claimsOf(body.access_token).tid]).toEqual([200, 'Bearer', claimsOf(bench.sandbox.token).tid]);
      expect(Number(body.expires_on)).toBeGreaterThan(Date.now() / 1000);
      await expectAccepted(body.access_token);
    }
    expect((await sendRaw(bench.sandbox, 'GET', requests[0][0])).status).toBe(400);
  });

  it('come from /adfs, for which az skips authority discovery', async () => {
    const authority = await sendRaw(bench.sandbox, 'GET', '/adfs/.well-known/openid-configuration');
    const endpoint = new URL(authority.body.token_endpoint);
    expect(endpoint.origin).toBe(bench.sandbox.endpoint);
    const form = 'grant_type=client_credentials&client_id=a&client_secret=b&scope=x/.default';
    const reply = await sendRaw(bench.sandbox, 'POST', endpoint.pathname, { 'content-type': 'application/x-www-form-urlencoded' }, form);
    await expectAccepted(reply.body.access_token);
    expect((await sendRaw(bench.sandbox, 'POST', endpoint.pathname, {}, 'client_id=a')).body.error).toBe('invalid_request');
  });

  it('stay valid after a new fixture is seeded', async () => {
    await bench.seed('subscription main tenant=33333333-3333-3333-3333-333333333333\nvnet hub 10.0.0.0/16');
    await expectAccepted(bench.sandbox.token);
  });
});

describe('cloud metadata', () => {
  it('supports old and new clients', async () => {
    const old = await sendRaw(bench.sandbox, 'GET', '/metadata/endpoints?api-version=2015-01-01');
    expect(old.body.authentication).toMatchObject({
      loginEndpoint: `${bench.sandbox.endpoint}/adfs`,
      audiences: expect.arrayContaining([`${bench.sandbox.endpoint}/`]),
    });
    expect(Object.keys(old.body)).toEqual(expect.arrayContaining(['galleryEndpoint', 'graphEndpoint']));
    const [cloud] = (await sendRaw(bench.sandbox, 'GET', '/metadata/endpoints?api-version=2022-09-01')).body;
    expect(cloud.resourceManager).toBe(`${bench.sandbox.endpoint}/`);
  });
});
