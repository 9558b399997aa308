import type { Request, RequestHandler } from 'express';
import { Failure } from '../failure.ts';

/**
 * Rejects requests from other origins. Loopback is not a security boundary: any page in a browser on this machine can send requests here, so
 * the Host (DNS rebinding), the origin (Origin, Fetch Metadata) and a custom header that forms cannot send are checked.
 */
export const requireSameOrigin =
  (port: () => number): RequestHandler =>
  (req, _res, next) => {
    const authorities = authoritiesOf(port());
    const refusal = checkHost(req, authorities) ?? (isSafe(req) ? checkReader(req, authorities) : checkWriter(req, authorities));
    next(refusal && new Failure(refusal));
  };

type Refusal = ConstructorParameters<typeof Failure>[0];

const authoritiesOf = (port: number): readonly string[] => ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`);

const isSafe = (req: Request): boolean => req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';

function checkHost(req: Request, authorities: readonly string[]): Refusal | undefined {
  const hosts = req.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  const host = req.headers.host?.toLowerCase();
  // the request line may name another authority than the header, as requests to proxies do
  const isOriginForm = req.originalUrl.startsWith('/');
  if (isOriginForm && hosts.length === 1 && host !== undefined && authorities.includes(host)) return undefined;
  return {
    title: 'This server is not available under that host name',
    status: 421,
    code: 'wrong-host',
    detail: `Use ${authorities.map((authority) => `http://${authority}`).join(', ')}`,
  };
}

/** Rejects reads from other origins, except for links to a page. */
function checkReader(req: Request, authorities: readonly string[]): Refusal | undefined {
  if (isForeign(req.headers.origin, authorities)) return foreign(req.headers.origin);
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = req.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  return mode === 'navigate' && dest === 'document' ? undefined : foreign(site);
}

/** Rejects writes that do not come from a page of this server. */
function checkWriter(req: Request, authorities: readonly string[]): Refusal | undefined {
  const { origin, 'sec-fetch-site': site } = req.headers;
  if (isForeign(origin, authorities)) return foreign(origin);
  if (site !== 'same-origin' && (site !== undefined || origin === undefined)) return foreign(site);
  if (req.headers['x-peerscape'] !== '1')
    return { ...foreign(undefined), detail: 'A request that changes something requires the header x-peerscape: 1' };
  return undefined;
}

const isForeign = (origin: string | undefined, authorities: readonly string[]): boolean =>
  origin !== undefined && !authorities.some((authority) => origin === `http://${authority}`);

const foreign = (from: unknown): Refusal => ({
  title: 'Only pages of this server can send this request',
  status: 403,
  code: 'foreign-request',
  detail: `The request came from ${from === undefined ? 'an unknown origin' : `"${String(from).slice(0, 200)}"`}. A script must send an Origin header that names this server`,
});
