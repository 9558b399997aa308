import type { PaletteItem } from './palette-item.ts';

/** Matches a question with two places: `can shop reach erp/db?`, `why can't shop reach 10.2.0.4`. */
const QUESTION =
  /^(?:why )?(?:can|can['’]?t|cannot|does|doesn['’]?t) (\S+) (?:not )?(?:reach|ping|talk to|connect to) (?:the )?([^\s?]+)\s*\??$/i;

/** Returns the item that asks whether one place reaches another, if the text is that question. */
export function searchQuestion(text: string): readonly PaletteItem[] {
  const [, from, to] = QUESTION.exec(text.trim().replace(/\s+/g, ' ')) ?? [];
  if (from === undefined || to === undefined) return [];
  return [
    {
      id: 'question',
      section: 'Reach',
      opens: { kind: 'question', from, to },
      name: `Can ${from} reach ${to}?`,
      detail: 'path and reason',
    },
  ];
}
