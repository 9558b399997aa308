import { api, type Endpoint, type OpenedSession, SESSION_HEADER } from '@peerscape/shared/api';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { Failure } from '../failure.ts';
import { type AccessControl, type PresentedSecrets, SESSION_LIFETIME_MS } from '../work/access.ts';

/**
 * Sessions of browsers over HTTP: the cookie, which scripts cannot read, and the key in a header, which other ports cannot know. The name of
 * the cookie has no prefix `__Host-`, because that requires HTTPS and the server speaks HTTP on loopback only.
 */
export interface Sessions {
  /** Rejects requests without a session if one is required, except to endpoints that are public. */
  readonly require: RequestHandler;
  /** Returns true while the session of a request lasts, or none is required. */
  isAllowed(req: Request): boolean;
  /** Exchanges the one-time code for a session, and ends the one that this browser had. */
  open(code: string, req: Request, res: Response): OpenedSession;
  /** Ends the session of a request. */
  close(req: Request, res: Response): void;
}

const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/' };

const PUBLIC_PATHS: ReadonlySet<string> = new Set(Object.values<Endpoint>(api).flatMap(({ path, isPublic }) => (isPublic ? [path] : [])));

/** Creates the sessions of a server that listens on a port; it is final once the server listens. */
export function createSessions(access: AccessControl, port: () => number): Sessions {
  // with the port, which cookies ignore, so that two Peerscape servers on one machine do not replace each other's cookies
  const cookieName = () => `peerscape-${port()}`;
  const secretsOf = (req: Request): PresentedSecrets => ({
    cookie: readCookie(req, cookieName()),
    key: req.get(SESSION_HEADER),
  });
  const isAllowed = (req: Request) => access.isAllowed(secretsOf(req));
  return {
    isAllowed,
    require: (req, _res, next) => {
      if (PUBLIC_PATHS.has(`${req.baseUrl}${req.path}`) || isAllowed(req)) next();
      else throw new Failure('no-session', { detail: 'Open the link shown in the terminal, or press Enter there for a new one' });
    },
    open: (code, req, res) => {
      const secrets = access.openSession(code);
      if (!secrets && access.isRequired) throw new Failure('bad-code', { detail: 'Press Enter in the terminal for a new one' });
      if (!secrets) return { key: null };
      access.closeSession(secretsOf(req).cookie);
      res.cookie(cookieName(), secrets.cookie, { ...COOKIE, maxAge: SESSION_LIFETIME_MS });
      return { key: secrets.key };
    },
    close: (req, res) => {
      access.closeSession(secretsOf(req).cookie);
      res.clearCookie(cookieName(), COOKIE);
    },
  };
}

function readCookie(req: Request, name: string): string | undefined {
  const pairs = req.headers.cookie?.split(';').map((pair) => pair.trim().split('=', 2)) ?? [];
  return pairs.find(([key]) => key === name)?.[1];
}
