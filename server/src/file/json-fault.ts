/** Where a text stops being JSON, and what could have stood there. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

class Stop extends Error {
  readonly at: number;
  readonly expected: string;
  constructor(at: number, expected: string) {
    super(expected);
    this.at = at;
    this.expected = expected;
  }
}

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside strings
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;

/**
 * Finds the first fault; `JSON.parse` knows it too, but Node does not always say where. Only for texts that `JSON.parse` has refused.
 * It keeps its own stack, so deep nesting does not overflow ours.
 */
export function findJsonFault(text: string): JsonFault {
  try {
    scan(text);
  } catch (stop) {
    if (stop instanceof Stop) return { ...lineAndColumn(text, stop.at), expected: stop.expected };
    throw stop;
  }
  return { ...lineAndColumn(text, text.length), expected: 'JSON' };
}

function scan(text: string): void {
  const open: ('}' | ']')[] = [];
  let at = 0;
  const match = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const take = (character: string): boolean => {
    match(SPACE);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const key = () => {
    match(SPACE);
    if (!match(STRING)) throw new Stop(at, 'a name in double quotes');
    if (!take(':')) throw new Stop(at, '":" after the name');
  };
  /** Reads a value's beginning; true when it is whole, false when an object or list has been opened and holds something. */
  const value = (): boolean => {
    match(SPACE);
    if (take('{')) {
      if (take('}')) return true;
      open.push('}');
      key();
      return false;
    }
    if (take('[')) {
      if (take(']')) return true;
      open.push(']');
      return false;
    }
    if (match(STRING) || match(SCALAR)) return true;
    throw new Stop(at, text[at] === '"' ? 'a whole text in double quotes' : 'a value');
  };
  for (;;) {
    while (!value());
    for (;;) {
      const end = open.at(-1);
      if (end === undefined) {
        match(SPACE);
        if (at < text.length) throw new Stop(at, 'the end of the file');
        return;
      }
      if (take(',')) {
        if (end === '}') key();
        break;
      }
      if (!take(end)) throw new Stop(at, `"," or "${end}"`);
      open.pop();
    }
  }
}

function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
