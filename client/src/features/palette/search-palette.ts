import type { Topology } from '@peerscape/shared/topology';
import { searchAddresses } from './address-search.ts';
import { findAnswer } from './answers.ts';
import { searchFilters } from './filter-search.ts';
import type { PaletteItem, PaletteSection } from './palette-item.ts';
import { type PaletteItems, searchPaletteItems } from './palette-items.ts';
import { searchQuestion } from './question-search.ts';

/** Results of a search, in sections, and a sentence that answers it. */
export interface PaletteResults {
  readonly sections: readonly { readonly section: PaletteSection; readonly items: readonly PaletteItem[] }[];
  readonly note: string | undefined;
}

const SECTIONS: readonly PaletteSection[] = ['Reach', 'Addresses', 'VNets', 'Filter by', 'Peerings', 'Findings'];

/** Searches everything of the estate: names, addresses, what the filter knows, and findings. */
export function searchPalette(topology: Topology, all: PaletteItems, text: string): PaletteResults {
  const addresses = searchAddresses(topology, text);
  // the names of an address are found by what contains it
  const items = [
    ...searchQuestion(text),
    ...(addresses?.items ?? searchPaletteItems(all, text)),
    ...(addresses ? [] : searchFilters(topology, text)),
  ];
  const sections = SECTIONS.map((section) => ({ section, items: items.filter((item) => item.section === section) }));
  return { sections: sections.filter((section) => section.items.length > 0), note: addresses?.note ?? findAnswer(text) };
}
