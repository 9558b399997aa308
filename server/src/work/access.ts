import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

/**
 * Secrets that a browser must present in each request. The cookie alone proves nothing: browsers send it to every port of this machine, so any other
 * local server can receive it. The key is stored by the page, and browsers keep that storage apart by port.
 */
interface SessionSecrets {
  readonly cookie: string;
  readonly key: string;
}

/** Secrets that a request presents, valid or not. */
export type PresentedSecrets = { readonly [K in keyof SessionSecrets]: string | undefined };

/** Access control of this server: Azure requires a session from the one-time link in the terminal; other sources are open to everyone on this machine. */
export interface AccessControl {
  readonly isRequired: boolean;
  /** Creates a one-time code and invalidates an earlier unused one. */
  mintCode(): string;
  /** Exchanges a code for the secrets of a new session; undefined if the code is wrong, used or expired. */
  openSession(code: string): SessionSecrets | undefined;
  /** Returns true if both secrets belong to the same current session, or none is required. */
  isAllowed(presented: PresentedSecrets): boolean;
  /** Ends the session that a cookie belongs to, if any. */
  closeSession(cookie: string | undefined): void;
}

export const CODE_LIFETIME_MS = 5 * 60_000;
export const SESSION_LIFETIME_MS = 12 * 3_600_000;

/** Access without sign-in, for sources without secrets. */
export const UNRESTRICTED_ACCESS: AccessControl = {
  isRequired: false,
  mintCode: () => '',
  openSession: () => undefined,
  isAllowed: () => true,
  closeSession: () => undefined,
};

interface Session {
  readonly key: Buffer;
  readonly expires: number;
}

/** Creates access control with sessions in memory, stored as digests. `createSecret` returns an unguessable string. */
export function createAccessControl(clock: Clock, createSecret: () => string): AccessControl {
  let code: { digest: Buffer; expires: number } | undefined;
  const sessions = new Map<string, Session>();
  const removeExpired = () => {
    for (const [id, { expires }] of sessions) if (expires <= clock.now()) sessions.delete(id);
  };
  return {
    isRequired: true,
    mintCode: () => {
      const text = createSecret();
      code = { digest: digest(text), expires: clock.now() + CODE_LIFETIME_MS };
      return text;
    },
    openSession: (text) => {
      const isValid = code !== undefined && timingSafeEqual(digest(text), code.digest) && clock.now() < code.expires;
      if (!isValid) return undefined;
      code = undefined;
      removeExpired();
      const secrets = { cookie: createSecret(), key: createSecret() };
      sessions.set(idOf(secrets.cookie), { key: digest(secrets.key), expires: clock.now() + SESSION_LIFETIME_MS });
      return secrets;
    },
    isAllowed: ({ cookie, key }) => {
      const session = cookie === undefined ? undefined : sessions.get(idOf(cookie));
      if (!session || key === undefined) return false;
      return timingSafeEqual(digest(key), session.key) && clock.now() < session.expires;
    },
    closeSession: (cookie) => {
      if (cookie !== undefined) sessions.delete(idOf(cookie));
    },
  };
}

/** Hashes a secret: digests have equal lengths for comparison and are useless in a memory dump. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

const idOf = (cookie: string): string => digest(cookie).toString('hex');
