import { termsOf } from './palette-items.ts';

/** Command in the palette; `caps` are the keys of its shortcut. */
export interface PaletteAction {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  /** Further words that the command is found by. */
  readonly keywords?: string;
  readonly caps: readonly string[];
  readonly run: () => void;
}

interface ActionGroup {
  readonly group: string;
  readonly actions: readonly PaletteAction[];
}

/** Returns the commands that match all words of the text, in groups; those that match by their label come first. */
export function searchActions(actions: readonly PaletteAction[], text: string): readonly ActionGroup[] {
  const terms = termsOf(text);
  const contains = (words: string) => {
    const lower = words.toLowerCase();
    return terms.every((term) => lower.includes(term));
  };
  const byLabel = actions.filter(({ label }) => contains(label));
  const byKeyword = actions.filter(
    (action) => !byLabel.includes(action) && contains(`${action.group} ${action.label} ${action.keywords ?? ''}`),
  );
  const matches = [...byLabel, ...byKeyword];
  return [...new Set(matches.map(({ group }) => group))].map((group) => ({
    group,
    actions: matches.filter((action) => action.group === group),
  }));
}
