import { api, type Endpoint } from '@peerscape/shared/api';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { Failure } from '../failure.ts';
import { type AccessControl, SESSION_LIFETIME_MS } from '../work/access.ts';

/** Returns the cookie name with the port, which cookies ignore, so that two Peerscape servers on one machine do not share a session. */
const cookieName = (port: number): string => `peerscape-${port}`;

const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: SESSION_LIFETIME_MS };

const PUBLIC_PATHS: ReadonlySet<string> = new Set(Object.values<Endpoint>(api).flatMap(({ path, isPublic }) => (isPublic ? [path] : [])));

/** Creates the middleware that rejects requests without a session if one is required, except to endpoints that are public. */
export const requireSession =
  (access: AccessControl, port: () => number): RequestHandler =>
  (req, _res, next) => {
    const isAllowed = PUBLIC_PATHS.has(`${req.baseUrl}${req.path}`) || access.isAllowed(readCookie(req, cookieName(port())));
    next(
      isAllowed
        ? undefined
        : new Failure('no-session', { detail: 'Open the link shown in the terminal, or press Enter there for a new one' }),
    );
  };

/** Exchanges the one-time code for a session cookie. */
export function openSession(access: AccessControl, port: number, code: string, res: Response): void {
  const token = access.openSession(code);
  if (token === undefined && access.isRequired) throw new Failure('bad-code', { detail: 'Press Enter in the terminal for a new one' });
  if (token !== undefined) res.cookie(cookieName(port), token, COOKIE);
}

function readCookie(req: Request, name: string): string | undefined {
  const pairs = req.headers.cookie?.split(';').map((pair) => pair.trim().split('=', 2)) ?? [];
  return pairs.find(([key]) => key === name)?.[1];
}
