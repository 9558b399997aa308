import { createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

/** Who may use this server: on real Azure whoever holds the one-time link from the terminal, elsewhere anyone on this machine. */
export interface Access {
  readonly required: boolean;
  /** A new one-time code; an earlier unused one stops working. */
  mintCode(): string;
  /** The token of a new session, or undefined when the code is wrong, used or too old. */
  openSession(code: string): string | undefined;
  admits(token: string | undefined): boolean;
}

export const CODE_LIFE_MS = 5 * 60_000;
export const SESSION_LIFE_MS = 12 * 3_600_000;

/** No sign-in: nothing secret can be reached through this server. */
export const openAccess: Access = {
  required: false,
  mintCode: () => '',
  openSession: () => undefined,
  admits: () => true,
};

/** Sessions live in memory, as digests, and end with the process. `secret` makes an unguessable text. */
export function createAccess(clock: Clock, secret: () => string): Access {
  let code: { digest: Buffer; expires: number } | undefined;
  const sessions = new Map<string, number>();
  const forget = () => {
    for (const [key, expires] of sessions) if (expires <= clock.now()) sessions.delete(key);
  };
  return {
    required: true,
    mintCode: () => {
      const text = secret();
      code = { digest: digest(text), expires: clock.now() + CODE_LIFE_MS };
      return text;
    },
    openSession: (text) => {
      const good = code !== undefined && timingSafeEqual(digest(text), code.digest) && clock.now() < code.expires;
      if (!good) return undefined;
      code = undefined;
      forget();
      const token = secret();
      sessions.set(digest(token).toString('hex'), clock.now() + SESSION_LIFE_MS);
      return token;
    },
    admits: (token) => {
      const expires = token === undefined ? undefined : sessions.get(digest(token).toString('hex'));
      return expires !== undefined && clock.now() < expires;
    },
  };
}

/** Texts are compared by digest: equal lengths, and nothing usable in a memory dump. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
