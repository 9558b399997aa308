import type { Request, RequestHandler } from 'express';
import { Failure } from '../failure.ts';

/** Port and hosts under which the server can be reached. */
export interface ServedAddress {
  readonly port: number;
  /** Hosts of URLs that lead to the server; IPv6 addresses in brackets. */
  readonly hosts: readonly string[];
}

/**
 * Rejects requests from other origins. Loopback is not a security boundary: any page in a browser on this machine can send requests here, so
 * the Host (DNS rebinding), the origin (Origin, Fetch Metadata) and a custom header that forms cannot send are checked.
 */
export const requireSameOrigin =
  (address: () => ServedAddress): RequestHandler =>
  (req, _res, next) => {
    const authorities = authoritiesOf(address());
    const refusal = checkHost(req, authorities) ?? (isSafe(req) ? checkReader(req, authorities) : checkWriter(req, authorities));
    next(refusal);
  };

const authoritiesOf = ({ hosts, port }: ServedAddress): readonly string[] => hosts.map((host) => `${host}:${port}`);

const isSafe = (req: Request): boolean => req.method === 'GET' || req.method === 'HEAD' || req.method === 'OPTIONS';

function checkHost(req: Request, authorities: readonly string[]): Failure | undefined {
  const hosts = req.rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host');
  const host = req.headers.host?.toLowerCase();
  // the request line may name another authority than the header, as requests to proxies do
  const isOriginForm = req.originalUrl.startsWith('/');
  if (isOriginForm && hosts.length === 1 && host !== undefined && authorities.includes(host)) return undefined;
  return new Failure('wrong-host', { detail: `Use ${authorities.map((authority) => `http://${authority}`).join(', ')}` });
}

/** Rejects reads from other origins, except for links to a page. */
function checkReader(req: Request, authorities: readonly string[]): Failure | undefined {
  if (isForeign(req.headers.origin, authorities)) return foreign(describeOrigin(req.headers.origin));
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } = req.headers;
  if (site === undefined || site === 'same-origin' || site === 'none') return undefined;
  return mode === 'navigate' && dest === 'document' ? undefined : foreign(describeOrigin(site));
}

/** Rejects writes that do not come from a page of this server. */
function checkWriter(req: Request, authorities: readonly string[]): Failure | undefined {
  const { origin, 'sec-fetch-site': site } = req.headers;
  if (isForeign(origin, authorities)) return foreign(describeOrigin(origin));
  if (site !== 'same-origin' && (site !== undefined || origin === undefined)) return foreign(describeOrigin(site));
  if (req.headers['x-peerscape'] !== '1') return foreign('A request that changes something requires the header x-peerscape: 1');
  return undefined;
}

const isForeign = (origin: string | undefined, authorities: readonly string[]): boolean =>
  origin !== undefined && !authorities.some((authority) => origin === `http://${authority}`);

const foreign = (detail: string): Failure => new Failure('foreign-request', { detail });

const describeOrigin = (from: unknown): string =>
  `The request came from ${from === undefined ? 'an unknown origin' : `"${String(from).slice(0, 200)}"`}. A script must send an Origin header that names this server`;
