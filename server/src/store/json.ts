import { StoreFailure } from './store.ts';

export const toJson = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));

/** The value of a JSON text. Fails where it is none, without telling the text. */
export function fromJson(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json);
  } catch {
    throw new StoreFailure('A document in the store is damaged', 'damaged');
  }
}
