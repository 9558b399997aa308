/** One token of a query, with its position for error messages. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'symbol' | 'end';
  readonly text: string;
  readonly at: number;
}

/** A syntax error or an unsupported part of a query. */
export class QueryError extends Error {
  readonly at: number;
  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

const SYMBOLS = ['!in~', 'in~', '==', '=~', '!~', '!=', '>=', '<=', '|', '(', ')', '[', ']', ',', '.', '=', '>', '<', '-', '*'];
const SPACE = /\s/;
const NAME_START = /[A-Za-z_]/;
const NAME_PART = /[A-Za-z0-9_]/;
const DIGIT = /\d/;

/** Splits a query into tokens. Comments run from `//` to the end of the line; strings are in single or double quotes. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const endOfRun = (start: number, part: RegExp): number => {
    let end = start;
    while (end < text.length && part.test(text[end] ?? '')) end++;
    return end;
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (SPACE.test(char)) at++;
    else if (text.startsWith('//', at)) at = endOfLine(text, at);
    else if (char === "'" || char === '"') {
      const { content, end } = stringAt(text, at);
      tokens.push({ kind: 'string', text: content, at });
      at = end;
    } else if (text.startsWith('in~', at) || text.startsWith('!in', at)) at = pushSymbolic(tokens, text, at);
    else if (NAME_START.test(char)) {
      const end = endOfRun(at, NAME_PART);
      tokens.push({ kind: 'name', text: text.slice(at, end), at });
      at = end;
    } else if (DIGIT.test(char)) {
      const end = endOfRun(at, DIGIT);
      tokens.push({ kind: 'number', text: text.slice(at, end), at });
      at = end;
    } else at = pushSymbolic(tokens, text, at);
  }
  return [...tokens, { kind: 'end', text: '', at: text.length }];
}

/** Adds a symbol token. `!contains` and the like are one token: the exclamation mark belongs to the operator. */
function pushSymbolic(tokens: Token[], text: string, at: number): number {
  const symbol = SYMBOLS.find((candidate) => text.startsWith(candidate, at));
  if (symbol) {
    tokens.push({ kind: 'symbol', text: symbol, at });
    return at + symbol.length;
  }
  if (text[at] === '!' && NAME_START.test(text[at + 1] ?? '')) {
    let end = at + 1;
    while (NAME_PART.test(text[end] ?? '')) end++;
    tokens.push({ kind: 'symbol', text: text.slice(at, end), at });
    return end;
  }
  throw new QueryError(`unexpected character '${text[at]}'`, at);
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function stringAt(text: string, start: number): { content: string; end: number } {
  const quote = text[start];
  let content = '';
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === quote) return { content, end: at + 1 };
    if (char === '\\') {
      at++;
      content += text[at] ?? '';
    } else content += char;
  }
  throw new QueryError('unterminated string', start);
}
