/** A piece of a search text with its place. A word may hold quoted parts; `text` has them without their quotes. */
export interface Token {
  readonly kind: 'word' | '(' | ')' | '!' | 'AND' | 'OR' | 'open-quote';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const SIGNS: ReadonlySet<string> = new Set(['(', ')', '!']);
const CONNECTIVES: ReadonlySet<string> = new Set(['AND', 'OR']);

/**
 * The text in pieces. A `!` stands for itself only where a word could begin; brackets always do, unless quoted;
 * a quote that is never closed gives an `open-quote` that holds the rest.
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const sign = text.charAt(at);
    if (/\s/.test(sign)) at++;
    else if (SIGNS.has(sign)) tokens.push({ kind: sign as Token['kind'], text: sign, from: at, to: ++at });
    else {
      const word = scanWord(text, at);
      tokens.push(word);
      at = word.to;
    }
  }
  return tokens;
}

function scanWord(text: string, from: number): Token {
  let at = from;
  let plain = '';
  while (at < text.length && !/[\s()]/.test(text.charAt(at))) {
    if (text.charAt(at) !== '"') plain += text.charAt(at++);
    else {
      const close = text.indexOf('"', at + 1);
      if (close < 0) return { kind: 'open-quote', text: plain + text.slice(at + 1), from, to: text.length };
      plain += text.slice(at + 1, close);
      at = close + 1;
    }
  }
  const isConnective = CONNECTIVES.has(text.slice(from, at));
  return { kind: isConnective ? (plain as 'AND' | 'OR') : 'word', text: plain, from, to: at };
}
