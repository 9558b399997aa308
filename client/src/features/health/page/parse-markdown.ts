/** A piece of inline text. */
export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string };

/** A block of a page. */
export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'fence'; readonly language: string; readonly text: string };

/**
 * Parses the subset of Markdown that rule pages use: paragraphs, lists, fences, `code`, **strong** and links.
 * Everything else, HTML above all, stays text; only https links become links.
 */
export function parseMarkdown(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  let at = 0;
  const takeWhile = (matches: (line: string) => boolean): string[] => {
    const from = at;
    while (at < lines.length && matches(lines[at] ?? '')) at++;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') at++;
    else if (line.startsWith(FENCE)) {
      at++;
      const body = takeWhile((inner) => !inner.startsWith(FENCE));
      at++;
      blocks.push({ kind: 'fence', language: line.slice(FENCE.length).trim(), text: body.join('\n') });
    } else if (isItem(line)) blocks.push({ kind: 'list', items: takeWhile(isItem).map((item) => parseInline(item.slice(2).trim())) });
    else {
      const paragraph = takeWhile((inner) => inner.trim() !== '' && !isItem(inner) && !inner.startsWith(FENCE));
      blocks.push({ kind: 'paragraph', content: parseInline(paragraph.join(' ')) });
    }
  }
  return blocks;
}

const FENCE = '```';
const isItem = (line: string): boolean => /^[*-] /.test(line);

// each alternative is delimited by characters that it cannot contain, so that no text causes backtracking
const SPECIAL = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^[\]]+)\]\((https:\/\/[^()\s]+)\)/g;

/** Parses inline text into its pieces. */
export function parseInline(text: string): readonly Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const [whole, code, strong, label, href] = match;
    if (match.index > from) pieces.push({ kind: 'text', text: text.slice(from, match.index) });
    if (code !== undefined) pieces.push({ kind: 'code', text: code });
    else if (strong !== undefined) pieces.push({ kind: 'strong', text: strong });
    else if (label !== undefined && href !== undefined) pieces.push({ kind: 'link', text: label, href });
    from = match.index + whole.length;
  }
  if (from < text.length) pieces.push({ kind: 'text', text: text.slice(from) });
  return pieces;
}
