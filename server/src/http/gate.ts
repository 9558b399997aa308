import type { Request, RequestHandler } from 'express';
import { Failure } from '../failure.ts';

/**
 * Lets only this server's own pages in. Loopback is no boundary: any page in any browser on this machine can send requests here, so the
 * name it was asked by (DNS rebinding), the page that asks (Origin, Fetch Metadata) and a header that no form can send are all checked.
 */
export const gate =
  (port: () => number): RequestHandler =>
  (req, _res, next) => {
    const authorities = authoritiesOf(port());
    const refusal = wrongHost(req, authorities) ?? (isSafe(req) ? wrongReader(req, authorities) : wrongWriter(req, authorities));
    next(refusal && new Failure(refusal));
  };

type Refusal = ConstructorParameters<typeof Failure>[0];

const authoritiesOf = (port: number): readonly string[] => ['localhost', '127.0.0.1', '[::1]'].map((host) => `${host}:${port}`);

const isSafe = (req: Request): boolean => req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';

function wrongHost(req: Request, authorities: readonly string[]): Refusal | undefined {
  const hosts = req.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  const host = req.headers.host?.toLowerCase();
  // a request line may name another authority than the header; only proxies send those
  const isForUs = req.originalUrl.startsWith('/');
  if (isForUs && hosts.length === 1 && host !== undefined && authorities.includes(host)) return undefined;
  return {
    title: 'This server does not answer to that name',
    status: 421,
    code: 'wrong-host',
    detail: `It answers to ${authorities.map((authority) => `http://${authority}`).join(', ')}`,
  };
}

/** A page elsewhere may link here, but neither frame nor fetch what is here. */
function wrongReader(req: Request, authorities: readonly string[]): Refusal | undefined {
  if (isForeign(req.headers.origin, authorities)) return foreign(req.headers.origin);
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = req.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  return mode === 'navigate' && dest === 'document' ? undefined : foreign(site);
}

function wrongWriter(req: Request, authorities: readonly string[]): Refusal | undefined {
  const { origin, 'sec-fetch-site': site } = req.headers;
  if (isForeign(origin, authorities)) return foreign(origin);
  if (site !== 'same-origin' && (site !== undefined || origin === undefined)) return foreign(site);
  if (req.headers['x-peerscape'] !== '1')
    return { ...foreign(undefined), detail: 'A request that does something needs the header x-peerscape: 1' };
  return undefined;
}

const isForeign = (origin: string | undefined, authorities: readonly string[]): boolean =>
  origin !== undefined && !authorities.some((authority) => origin === `http://${authority}`);

const foreign = (from: unknown): Refusal => ({
  title: 'Only pages of this server may ask that',
  status: 403,
  code: 'foreign-request',
  detail: `The request says it comes from ${from === undefined ? 'nowhere' : `"${String(from).slice(0, 200)}"`}. A script must send an Origin header that names this server`,
});
