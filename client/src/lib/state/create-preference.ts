/** A preference of the user, stored in localStorage where possible and otherwise kept until the page closes. */
export interface Preference<T> {
  readonly read: () => T;
  readonly write: (value: T) => void;
}

/** Creates a preference; `parse` converts stored text to a value, or returns undefined to use the fallback. */
export function createPreference<T extends string | number | boolean>(
  name: string,
  fallback: T,
  parse: (text: string) => T | undefined,
): Preference<T> {
  const key = `peerscape.${name}`;
  let notStored: string | undefined;
  return {
    read: () => {
      const text = notStored ?? readItem(key);
      return text === null ? fallback : (parse(text) ?? fallback);
    },
    write: (value) => {
      const text = String(value);
      try {
        localStorage.setItem(key, text);
        notStored = undefined;
      } catch {
        // Storage is full or blocked: the value is lost when the page closes.
        notStored = text;
      }
    },
  };
}

function readItem(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
