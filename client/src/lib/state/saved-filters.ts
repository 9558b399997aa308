import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { createPreference } from './create-preference.ts';

/** Filter with a name, stored in this browser. */
export interface SavedFilter {
  readonly name: string;
  readonly text: string;
}

export const MAX_NAME_LENGTH = 60;
/** Maximum number of saved filters. */
const MAX_FILTERS = 100;

const SavedFilters = z.array(z.object({ name: z.string().min(1).max(MAX_NAME_LENGTH), text: z.string().min(1) })).max(MAX_FILTERS);

const NONE = '[]';

/** Parses stored filters; undefined if they are none. */
export function parseSavedFilters(text: string): readonly SavedFilter[] | undefined {
  try {
    return SavedFilters.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Adds a filter in front; it replaces one of the same name. */
export const addFilter = (filters: readonly SavedFilter[], filter: SavedFilter): readonly SavedFilter[] =>
  [filter, ...filters.filter(({ name }) => !isSameName(name, filter.name))].slice(0, MAX_FILTERS);

/** Removes the filter with a name. */
export const deleteFilter = (filters: readonly SavedFilter[], name: string): readonly SavedFilter[] =>
  filters.filter((filter) => filter.name !== name);

/** Renames a filter in its place; it replaces another one of the new name. */
export const renameFilter = (filters: readonly SavedFilter[], name: string, next: string): readonly SavedFilter[] =>
  filters
    .filter((filter) => filter.name === name || !isSameName(filter.name, next))
    .map((filter) => (filter.name === name ? { ...filter, name: next } : filter));

const preference = createPreference('saved-filters', NONE, (text) => (parseSavedFilters(text) ? text : undefined));
const listeners = new Set<() => void>();
/** Stored text and the filters parsed from it, so that the same text gives the same list. */
let cached: { readonly text: string; readonly filters: readonly SavedFilter[] } = { text: NONE, filters: [] };

function read(): readonly SavedFilter[] {
  const text = preference.read();
  if (text !== cached.text) cached = { text, filters: parseSavedFilters(text) ?? [] };
  return cached.filters;
}

function write(filters: readonly SavedFilter[]): void {
  preference.write(JSON.stringify(filters));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // another tab has saved one
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** Saved filters and the actions on them. */
export interface SavedFiltersHandle {
  readonly filters: readonly SavedFilter[];
  readonly add: (filter: SavedFilter) => void;
  readonly rename: (name: string, next: string) => void;
  readonly remove: (name: string) => void;
}

/** Returns the saved filters of this browser, newest first. */
export function useSavedFilters(): SavedFiltersHandle {
  const filters = useSyncExternalStore(subscribe, read);
  return {
    filters,
    add: (filter) => write(addFilter(filters, filter)),
    rename: (name, next) => write(renameFilter(filters, name, next)),
    remove: (name) => write(deleteFilter(filters, name)),
  };
}
