import { QueryError, type Token } from './tokenize.ts';

/** A position in the tokens of a query. */
export interface Cursor {
  peek(ahead?: number): Token;
  next(): Token;
  /** Consumes the next token if it is the symbol. */
  take(symbol: string): boolean;
  /** Consumes the next token if it is the keyword, ignoring case. */
  takeKeyword(keyword: string): boolean;
  expect(symbol: string): void;
  expectKeyword(keyword: string): void;
}

/** Creates a cursor at the first token. */
export function createCursor(tokens: readonly Token[]): Cursor {
  const last: Token = tokens[tokens.length - 1] ?? { kind: 'end', text: '', at: 0 };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? last;
  const next = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const consumeIf = (matches: boolean): boolean => {
    if (matches) position++;
    return matches;
  };
  const take = (symbol: string) => consumeIf(peek().kind === 'symbol' && peek().text === symbol);
  const takeWord = (keyword: string) => consumeIf(peek().kind === 'name' && peek().text.toLowerCase() === keyword);
  const fail = (expected: string): never => {
    const found = peek();
    throw new QueryError(`expected '${expected}'${found.kind === 'end' ? ', but the query ends' : `, got '${found.text}'`}`, found.at);
  };
  return {
    peek,
    next,
    take,
    takeKeyword: takeWord,
    expect: (symbol) => void (take(symbol) || fail(symbol)),
    expectKeyword: (keyword) => void (takeWord(keyword) || fail(keyword)),
  };
}
