/**
 * Key of the session of this browser. It is stored for the origin, so that every tab has it and a reload keeps it; a page of another port has
 * another storage, although it receives the same cookies.
 */
const STORAGE_KEY = 'peerscape.session';

/** The key if the browser blocks storage: it is lost when the page closes. */
let unstored: string | undefined;

const listeners = new Set<() => void>();

/** Returns the key; undefined without a session. */
export function readSessionKey(): string | undefined {
  try {
    return localStorage.getItem(STORAGE_KEY) ?? unstored;
  } catch {
    return unstored;
  }
}

/** Stores the key, or removes it, and notifies this tab and the others. */
export function writeSessionKey(key: string | undefined): void {
  unstored = undefined;
  try {
    if (key === undefined) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, key);
  } catch {
    unstored = key;
  }
  for (const listener of [...listeners]) listener();
}

/** Calls the listener after each change of the key, in whatever tab; returns the unsubscribe function. */
export function subscribeToSessionKey(listener: () => void): () => void {
  // the key of the event is null when the whole storage was cleared
  const onStorage = ({ key }: StorageEvent) => (key === STORAGE_KEY || key === null ? listener() : undefined);
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}
