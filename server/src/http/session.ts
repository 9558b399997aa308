import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import { Failure } from '../failure.ts';
import { type Access, SESSION_LIFE_MS } from '../work/access.ts';

/** Cookies ignore ports, so the name carries it: two Peerscapes on one machine do not sign each other out. */
const cookieName = (port: number): string => `peerscape-${port}`;

const COOKIE: CookieOptions = { httpOnly: true, sameSite: 'strict', path: '/', maxAge: SESSION_LIFE_MS };

/** Refuses whoever has no session, where one is needed; everything below where it stands, but for the way to get one. */
export const requireSession =
  (access: Access, port: () => number): RequestHandler =>
  (req, _res, next) => {
    const free = req.path === '/session' || access.admits(readCookie(req, cookieName(port())));
    next(free ? undefined : new Failure(NO_SESSION));
  };

/** Exchanges the one-time code for a session cookie. */
export function openSession(access: Access, port: number, code: string, res: Response): void {
  const token = access.openSession(code);
  if (token === undefined && access.required) throw new Failure(BAD_CODE);
  if (token !== undefined) res.cookie(cookieName(port), token, COOKIE);
}

function readCookie(req: Request, name: string): string | undefined {
  const pairs = req.headers.cookie?.split(';').map((pair) => pair.trim().split('=', 2)) ?? [];
  return pairs.find(([key]) => key === name)?.[1];
}

const NO_SESSION = {
  title: 'This browser is not signed in',
  status: 401,
  code: 'no-session',
  detail: 'Open the link that the terminal shows; press Enter there for a new one',
};

const BAD_CODE = {
  title: 'That link has been used or is too old',
  status: 401,
  code: 'bad-code',
  detail: 'Press Enter in the terminal for a new one',
};
