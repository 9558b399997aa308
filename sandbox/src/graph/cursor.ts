import { QueryError, type Token } from './tokens.ts';

/** A place in the words of a query. */
export interface Cursor {
  peek(ahead?: number): Token;
  next(): Token;
  /** Passes the symbol if it comes next. */
  take(symbol: string): boolean;
  /** Passes the word if it comes next, without case. */
  takeWord(word: string): boolean;
  expect(symbol: string): void;
  expectWord(word: string): void;
}

export function cursorOver(tokens: readonly Token[]): Cursor {
  const last: Token = tokens[tokens.length - 1] ?? { kind: 'end', text: '', at: 0 };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? last;
  const next = (): Token => {
    const token = peek();
    position++;
    return token;
  };
  const passIf = (isIt: boolean): boolean => {
    if (isIt) position++;
    return isIt;
  };
  const take = (symbol: string) => passIf(peek().kind === 'symbol' && peek().text === symbol);
  const takeWord = (word: string) => passIf(peek().kind === 'name' && peek().text.toLowerCase() === word);
  const missing = (wanted: string): never => {
    const found = peek();
    throw new QueryError(`'${wanted}' is expected${found.kind === 'end' ? ' before the end' : `, not '${found.text}'`}`, found.at);
  };
  return {
    peek,
    next,
    take,
    takeWord,
    expect: (symbol) => void (take(symbol) || missing(symbol)),
    expectWord: (word) => void (takeWord(word) || missing(word)),
  };
}
