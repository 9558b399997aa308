import { StoreFailure } from './store.ts';

/** Converts a value to JSON text; null and undefined become SQL null. */
export const toJson = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** Parses JSON text. The error for invalid JSON does not contain the text, which may be confidential. */
export function fromJson(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    throw new StoreFailure('A document in the data store is damaged', 'damaged');
  }
}
