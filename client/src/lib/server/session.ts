import { type Api, api, isProblemOf, type Problem } from '@peerscape/shared/api';
import { call, toProblem } from './api.ts';
import { writeSessionKey } from './session-key.ts';

/** Result of the exchange of a one-time code: undefined on success or without a code, otherwise the problem. */
export type SessionOutcome = Problem | undefined;

/** Parses the one-time code in `#code=…`. */
export const parseCode = (hash: string): string | undefined => new URLSearchParams(hash.replace(/^#/, '')).get('code') || undefined;

/**
 * Exchanges the code in the URL for a session: a cookie and a key. Removes the code from the address bar first: it works only once, and URLs are
 * copied, shared and stored in the history.
 */
export async function openSessionFromUrl(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'replaceState'>,
): Promise<SessionOutcome> {
  const code = parseCode(location.hash);
  if (!code) return undefined;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    const { key } = await call(api.openSession, { body: { code } });
    writeSessionKey(key ?? undefined);
    return undefined;
  } catch (error) {
    return toProblem(error);
  }
}

/** Ends the session. Its key is removed from all tabs even if the server does not respond: without the key, the session is of no use. */
export async function closeSession(): Promise<void> {
  try {
    await call(api.closeSession);
  } catch (error) {
    // it had ended already
    if (!isProblemOf<Api['closeSession']>(toProblem(error), 'no-session')) throw error;
  } finally {
    writeSessionKey(undefined);
  }
}
