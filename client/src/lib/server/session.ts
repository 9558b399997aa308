import { api, type Problem } from '@peerscape/shared/api';
import { call, problemFrom } from './api.ts';

/** How the exchange of a one-time code ended: nothing to exchange or done gives undefined, a refusal gives its problem. */
export type SessionOutcome = Problem | undefined;

/** The one-time code in `#code=…`. */
export const codeOf = (hash: string): string | undefined => new URLSearchParams(hash.replace(/^#/, '')).get('code') || undefined;

/**
 * Exchanges the code in the URL for a session cookie. The code leaves the address bar first: it works once, and what stands
 * there is copied, shared and kept in the history.
 */
export async function openSessionFromUrl(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): Promise<SessionOutcome> {
  const code = codeOf(location.hash);
  if (!code) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    await call(api.openSession, { body: { code } });
    return undefined;
  } catch (error) {
    return problemFrom(error);
  }
}
