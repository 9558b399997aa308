import { PRESETS, type Suggestion } from '@peerscape/shared/search';
import type { SavedFilter } from '../../lib/state/saved-filters.ts';

/** Returns the saved filters and the presets as suggestions that replace the text. */
export const namedSuggestions = (saved: readonly SavedFilter[], text: string): readonly Suggestion[] =>
  [
    ...saved.map((filter) => ({ label: filter.name, detail: `Saved: ${filter.text}`, insert: filter.text })),
    ...PRESETS.map((preset) => ({ label: preset.label, detail: preset.text, insert: preset.text })),
  ].map((suggestion) => ({ ...suggestion, from: 0, to: text.length }));
