import { completeSearch, parseSearch } from '@peerscape/shared/search';
import type { Topology } from '@peerscape/shared/topology';
import type { PaletteItem } from './palette-item.ts';

/** Terms of the filter language whose values the palette finds. */
const KEYS = ['sub', 'tag', 'region', 'rg'] as const;
const MAX_PER_KEY = 3;

const filterItem = (text: string, detail: string): PaletteItem => ({
  id: `filter:${text}`,
  section: 'Filter by',
  opens: { kind: 'filter', text },
  name: text,
  detail,
});

/** Finds subscriptions, tags, regions and resource groups that contain the text, and the text itself if it is a filter. */
export function searchFilters(topology: Topology, text: string): readonly PaletteItem[] {
  const query = text.trim();
  // a single letter is in nearly every value
  if (query.length < 2) return [];
  if (/^!?[a-z-]+:./i.test(query)) return parseSearch(query).ok ? [filterItem(query, 'filter')] : [];
  const value = `"${query.replaceAll('"', '')}`;
  return KEYS.flatMap((key) => {
    const search = `${key}:${value}`;
    return completeSearch(topology, search, search.length)
      .slice(0, MAX_PER_KEY)
      .map(({ label, detail }) => filterItem(label, detail));
  });
}
