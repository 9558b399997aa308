import { useSyncExternalStore } from 'react';
import { readSessionKey, subscribeToSessionKey } from './session-key.ts';

/** Returns the key of this browser's session, which another tab may change; undefined without a session. */
export const useSessionKey = (): string | undefined => useSyncExternalStore(subscribeToSessionKey, readSessionKey);
