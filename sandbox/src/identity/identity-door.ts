import { type Request, type Response, Router } from 'express';
import { exchangeOf } from '../arm/exchange.ts';
import { sendJson } from '../arm/reply.ts';
import { metadataEndpoints } from './metadata.ts';
import type { TokenBook } from './tokens.ts';

/** The addresses at which clients fetch tokens and learn about the cloud: for COVERAGE.md and for routing. */
export const IDENTITY_PATHS = [
  { method: 'GET', path: '/metadata/endpoints', what: 'the cloud for `az cloud register`, in the old shape and the new' },
  { method: 'GET', path: '/:tenant/.well-known/openid-configuration', what: 'the authority, also under /adfs' },
  { method: 'GET', path: '/:tenant/v2.0/.well-known/openid-configuration', what: 'the authority' },
  { method: 'GET', path: '/common/discovery/instance', what: 'instance discovery' },
  { method: 'POST', path: '/:tenant/oauth2/v2.0/token', what: 'a token for any client id and secret' },
  { method: 'POST', path: '/:tenant/oauth2/token', what: 'the same, older' },
  { method: 'GET', path: '/msi/token', what: 'managed identity of App Service, 2019-08-01 and 2017-09-01' },
  { method: 'GET', path: '/metadata/identity/oauth2/token', what: 'managed identity of a virtual machine' },
] as const;

type Handler = (req: Request, res: Response) => void;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = 86_400;

/** A fake Entra ID: gives everybody a token. It stands before ARM's own checks, for nobody has a token yet who comes here. */
export function identityDoor(tokens: TokenBook, homeTenant: () => string): Router {
  const door = Router();
  const now = (res: Response) => Math.floor(exchangeOf(res).startedAt / 1000);
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
    const proof = ['x-identity-header', 'secret', 'metadata'].some((name) => req.get(name));
    if (!proof)
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
      expires_on: String(now(res) + DAY),
      not_before: String(now(res)),
      resource,
      token_type: 'Bearer',
      client_id,
    });
  };
  const authority: Handler = (req, res) =>
    sendJson(res, 200, openIdConfiguration(exchangeOf(res).origin, String(req.params.tenant), homeTenant()));
  const handlers: Readonly<Record<(typeof IDENTITY_PATHS)[number]['path'], Handler>> = {
    '/metadata/endpoints': (_, res) => sendJson(res, 200, metadataEndpoints(exchangeOf(res), homeTenant())),
    '/:tenant/.well-known/openid-configuration': authority,
    '/:tenant/v2.0/.well-known/openid-configuration': authority,
    '/common/discovery/instance': (_, res) => sendJson(res, 200, instanceDiscovery(exchangeOf(res).origin)),
    '/:tenant/oauth2/v2.0/token': clientToken,
    '/:tenant/oauth2/token': clientToken,
    '/msi/token': identityToken,
    '/metadata/identity/oauth2/token': identityToken,
  };
  for (const { method, path } of IDENTITY_PATHS) {
    if (method === 'GET') door.get(path, handlers[path]);
    else door.post(path, handlers[path]);
  }
  return door;
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
