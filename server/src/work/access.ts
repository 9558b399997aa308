import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** Access control of this server: Azure requires a session from the one-time link in the terminal; other sources are open to everyone on this machine. */
export interface AccessControl {
  readonly isRequired: boolean;
  /** Creates a one-time code and invalidates an earlier unused one. */
  mintCode(): string;
  /** Exchanges a code for the token of a new session; undefined if the code is wrong, used or expired. */
  openSession(code: string): string | undefined;
  /** Returns true if the token belongs to a current session, or none is required. */
  isAllowed(token: string | undefined): boolean;
}

export const CODE_LIFETIME_MS = 5 * 60_000;
export const SESSION_LIFETIME_MS = 12 * 3_600_000;

/** Access without sign-in, for sources without secrets. */
export const UNRESTRICTED_ACCESS: AccessControl = {
  isRequired: false,
  mintCode: () => '',
  openSession: () => undefined,
  isAllowed: () => true,
};

/** Creates access control with sessions in memory, stored as digests. `createSecret` returns an unguessable string. */
export function createAccessControl(clock: Clock, createSecret: () => string): AccessControl {
  let code: { digest: Buffer; expires: number } | undefined;
  const sessions = new Map<string, number>();
  const removeExpired = () => {
    for (const [key, expires] of sessions) if (expires <= clock.now()) sessions.delete(key);
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
      const token = createSecret();
      sessions.set(digest(token).toString('hex'), clock.now() + SESSION_LIFETIME_MS);
      return token;
    },
    isAllowed: (token) => {
      const expires = token === undefined ? undefined : sessions.get(digest(token).toString('hex'));
      return expires !== undefined && clock.now() < expires;
    },
  };
}

/** Hashes a secret: digests have equal lengths for comparison and are useless in a memory dump. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
