/**
 * Key of the session of this browser. It is stored for the origin, so that every tab has it and a reload keeps it; a page of another port has
 * another storage, although it receives the same cookies.
 */
const STORAGE_KEY = 'peerscape.session';

/** The key if it cannot be stored, because the browser blocks storage or it is full. It is lost when the page closes. */
let unstored: string | undefined;

const listeners = new Set<() => void>();

/** Returns the key; undefined without a session. */
export function readSessionKey(): string | undefined {
  try {
    // where storage is full, it still has an older key
    return unstored ?? localStorage.getItem(STORAGE_KEY) ?? undefined;
  } catch {
    return undefined;
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
  const onStorage = ({ key }: StorageEvent) => {
    if (key !== STORAGE_KEY && key !== null) return;
    // another tab has signed in or out since
    unstored = undefined;
    listener();
  };
  listeners.add(listener);
  window.addEventListener('storage', onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', onStorage);
  };
}
