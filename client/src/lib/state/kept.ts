/** A small choice of this browser's person, kept over visits where storage allows it; otherwise it holds for this visit. */
export interface Kept<T> {
  readonly read: () => T;
  readonly write: (value: T) => void;
}

/** A kept choice; `accept` turns stored text into a value or refuses it. */
export function kept<T extends string | number | boolean>(name: string, fallback: T, accept: (text: string) => T | undefined): Kept<T> {
  const key = `peerscape.${name}`;
  return {
    read: () => {
      const text = stored(key);
      return text === null ? fallback : (accept(text) ?? fallback);
    },
    write: (value) => {
      try {
        localStorage.setItem(key, String(value));
      } catch {
        // storage is full or forbidden: the choice holds for this visit
      }
    },
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
