import { type Request, type Response, Router } from 'express';
import { exchangeOf } from '../arm/exchange.ts';
import { sendJson } from '../arm/reply.ts';
import { createCloudMetadata } from './cloud-metadata.ts';
import type { TokenService } from './token-service.ts';

/** Routes for tokens and cloud metadata, with descriptions for COVERAGE.md. */
export const IDENTITY_ROUTES = [
  { method: 'GET', path: '/metadata/endpoints', description: 'cloud metadata for `az cloud register`, in the old and the new format' },
  {
    method: 'GET',
    path: '/:tenant/.well-known/openid-configuration',
    description: 'OpenID configuration of the authority, also under /adfs',
  },
  { method: 'GET', path: '/:tenant/v2.0/.well-known/openid-configuration', description: 'OpenID configuration of the authority' },
  { method: 'GET', path: '/common/discovery/instance', description: 'instance discovery' },
  { method: 'POST', path: '/:tenant/oauth2/v2.0/token', description: 'token for any client ID and secret' },
  { method: 'POST', path: '/:tenant/oauth2/token', description: 'the same, v1 endpoint' },
  { method: 'GET', path: '/msi/token', description: 'managed identity token of App Service, 2019-08-01 and 2017-09-01' },
  { method: 'GET', path: '/metadata/identity/oauth2/token', description: 'managed identity token of a virtual machine' },
] as const;

type Handler = (req: Request, res: Response) => void;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = 86_400;

/** Creates the router of a fake Microsoft Entra ID that issues tokens to everyone. It runs before ARM's checks, because its callers have no token yet. */
export function createIdentityRouter(tokens: TokenService, homeTenant: () => string): Router {
  const router = Router();
  const secondsNow = (res: Response) => Math.floor(exchangeOf(res).startedAt / 1000);
  const clientToken: Handler = (req, res) => {
    const form = new URLSearchParams(typeof req.body === 'string' ? req.body : '');
    const { tenant = '' } = req.params as { tenant?: string };
    if (!form.get('grant_type'))
      return sendJson(res, 400, oauthError('invalid_request', "The request body must contain the following parameter: 'grant_type'."));
    const appId = form.get('client_id') ?? undefined;
    const audience = (form.get('scope') ?? form.get('resource') ?? '').replace(/\/\.default.*$/, '') || undefined;
    const tenantId = GUID.test(tenant) ? tenant : homeTenant();
    const access_token = tokens.issue({ tenantId, lifetimeSeconds: DAY, ...(appId && { appId }), ...(audience && { audience }) });
    return sendJson(res, 200, { token_type: 'Bearer', expires_in: DAY, ext_expires_in: DAY, access_token });
  };
  const identityToken: Handler = (req, res) => {
    const { query } = exchangeOf(res);
    const hasHeader = ['x-identity-header', 'secret', 'metadata'].some((name) => req.get(name));
    if (!hasHeader)
      return sendJson(
        res,
        400,
        oauthError('invalid_request', "Required metadata header not specified: 'X-IDENTITY-HEADER', 'secret' or 'Metadata'."),
      );
    const resource = query.get('resource');
    if (!resource) return sendJson(res, 400, oauthError('invalid_request', "Required query variable 'resource' is missing."));
    const access_token = tokens.issue({ tenantId: homeTenant(), audience: resource, lifetimeSeconds: DAY, isHome: true });
    const client_id = query.get('client_id') ?? query.get('clientid') ?? '00000000-5a4d-b0c5-0000-000000000001';
    return sendJson(res, 200, {
      access_token,
      expires_in: String(DAY),
      expires_on: String(secondsNow(res) + DAY),
      not_before: String(secondsNow(res)),
      resource,
      token_type: 'Bearer',
      client_id,
    });
  };
  const authority: Handler = (req, res) =>
    sendJson(res, 200, openIdConfiguration(exchangeOf(res).origin, String(req.params.tenant), homeTenant()));
  const handlers: Readonly<Record<(typeof IDENTITY_ROUTES)[number]['path'], Handler>> = {
    '/metadata/endpoints': (_, res) => sendJson(res, 200, createCloudMetadata(exchangeOf(res), homeTenant())),
    '/:tenant/.well-known/openid-configuration': authority,
    '/:tenant/v2.0/.well-known/openid-configuration': authority,
    '/common/discovery/instance': (_, res) => sendJson(res, 200, instanceDiscovery(exchangeOf(res).origin)),
    '/:tenant/oauth2/v2.0/token': clientToken,
    '/:tenant/oauth2/token': clientToken,
    '/msi/token': identityToken,
    '/metadata/identity/oauth2/token': identityToken,
  };
  for (const { method, path } of IDENTITY_ROUTES) {
    if (method === 'GET') router.get(path, handlers[path]);
    else router.post(path, handlers[path]);
  }
  return router;
}

const oauthError = (error: string, error_description: string) => ({ error, error_description });

function openIdConfiguration(origin: string, tenant: string, home: string) {
  const base = `${origin}/${tenant}`;
  const issuer = tenant === 'adfs' ? base : `${origin}/${GUID.test(tenant) ? tenant : home}/v2.0`;
  return {
    issuer,
    authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
    token_endpoint: `${base}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${base}/oauth2/v2.0/devicecode`,
    jwks_uri: `${base}/discovery/v2.0/keys`,
    response_types_supported: ['code', 'id_token', 'code id_token', 'id_token token'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt', 'client_secret_basic'],
    tenant_region_scope: null,
  };
}

const instanceDiscovery = (origin: string) => {
  const host = origin.replace(/^https?:\/\//, '');
  return {
    tenant_discovery_endpoint: `${origin}/common/v2.0/.well-known/openid-configuration`,
    'api-version': '1.1',
    metadata: [{ preferred_network: host, preferred_cache: host, aliases: [host] }],
  };
};
