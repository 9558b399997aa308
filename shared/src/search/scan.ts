/** A token of a search text with its position. A word may contain quoted parts; `text` contains them without their quotation marks. */
export interface Token {
  readonly kind: 'word' | '(' | ')' | '!' | 'AND' | 'OR' | 'open-quote';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const OPERATORS: ReadonlySet<string> = new Set(['(', ')', '!']);
const CONNECTIVES: ReadonlySet<string> = new Set(['AND', 'OR']);

/**
 * Splits a search text into tokens. A `!` is an operator only at the start of a word; parentheses are operators unless quoted; an unmatched
 * quotation mark gives an `open-quote` token that contains the rest of the text.
 */
export function scan(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (/\s/.test(character)) at++;
    else if (OPERATORS.has(character)) tokens.push({ kind: character as Token['kind'], text: character, from: at, to: ++at });
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
