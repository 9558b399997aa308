/** JSON values of a text, in order, and the text around them. */
interface JsonValues {
  readonly values: readonly unknown[];
  /** Other lines, such as warnings of az or a prompt. */
  readonly ignored: readonly IgnoredLine[];
}

export interface IgnoredLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Position at which a text stops being JSON, and what was expected there. */
interface JsonFault {
  /** Counted from 1, as the column. */
  readonly line: number;
  readonly column: number;
  /** `a value`; undefined if the value is nested too deep. */
  readonly expected: string | undefined;
}

export type ParsedJson = ({ readonly ok: true } & JsonValues) | { readonly ok: false; readonly fault: JsonFault };

/** Maximum nesting depth; exports of Azure have about twenty levels. */
export const MAX_DEPTH = 200;

/**
 * Parses a text that contains one JSON value, or several: one per line, or lists appended one after the other. Lines of other text before,
 * between or after them are returned as ignored. The text has a fault if it contains no value, or one that is broken or nested too deep.
 */
export function parseJsonValues(text: string): ParsedJson {
  const values: unknown[] = [];
  const ignored: IgnoredLine[] = [];
  let firstFault: Fault | undefined;
  const lines = createLineCounter(text);
  let at = skip(text, 0, SPACE);
  while (at < text.length) {
    const scanned = text[at] === '{' || text[at] === '[' ? scanValue(text, at) : { fault: { at, expected: 'a value' } };
    if (scanned.fault === undefined) {
      values.push(JSON.parse(text.slice(at, scanned.end)));
      at = skip(text, scanned.end, SEPARATOR);
      continue;
    }
    // "[WARNING] …" and "{prompt}" are lines of text; anything that goes wrong later is a broken value
    const isText = text[at] !== '{' && text[at] !== '[' ? true : isProse(text, at, scanned.fault.at);
    if (!isText) return { ok: false, fault: lines.describe(scanned.fault) };
    firstFault ??= scanned.fault;
    const end = endOfLine(text, at);
    ignored.push({ line: lines.position(at).line, text: text.slice(at, end).trim() });
    at = skip(text, end, SPACE);
  }
  if (values.length > 0) return { ok: true, values, ignored };
  return { ok: false, fault: lines.describe(firstFault ?? { at: 0, expected: 'a value' }) };
}

interface Fault {
  readonly at: number;
  readonly expected: string | undefined;
}

type ScanResult = { readonly end: number; readonly fault?: undefined } | { readonly fault: Fault };

const SPACE = /[ \t\r\n\uFEFF]*/y;
/** Between values: white space, and the comma that some tools write. */
const SEPARATOR = /[ \t\r\n\uFEFF,]*/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** Characters of a string, a limited number at a time: V8 fails with a stack overflow at about ten million repetitions of a group. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these inside strings
const STRING_PART = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})){1,10000}/y;

/** Finds the end of the value that begins at `from`, or its first fault. Keeps its own stack, so that deep nesting does not overflow. */
function scanValue(text: string, from: number): ScanResult {
  const open: ('}' | ']')[] = [];
  let at = from;
  const matches = (pattern: RegExp): boolean => {
    const end = skip(text, at, pattern);
    if (end < 0 || end === at) return false;
    at = end;
    return true;
  };
  const matchesString = (): boolean => {
    if (text[at] !== '"') return false;
    const start = at;
    at += 1;
    while (matches(STRING_PART));
    const isComplete = text[at] === '"';
    at = isComplete ? at + 1 : start;
    return isComplete;
  };
  const next = (character: string): boolean => {
    at = skip(text, at, SPACE);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const expected = (what: string | undefined): ScanResult => ({ fault: { at, expected: what } });
  /** Reads a name and its colon; returns what is missing. */
  const missingInName = (): string | undefined => {
    at = skip(text, at, SPACE);
    if (!matchesString()) return 'a property name in double quotes';
    return next(':') ? undefined : '":" after the property name';
  };
  for (;;) {
    if (open.length > MAX_DEPTH) return expected(undefined);
    at = skip(text, at, SPACE);
    if (next('{')) {
      if (!next('}')) {
        const missing = missingInName();
        if (missing) return expected(missing);
        open.push('}');
        continue;
      }
    } else if (next('[')) {
      if (!next(']')) {
        open.push(']');
        continue;
      }
    } else if (!matchesString() && !matches(SCALAR)) {
      return expected(text[at] === '"' ? 'a complete string in double quotes' : 'a value');
    }
    // the value is complete: continue the list or object around it, or close those that end with it
    for (;;) {
      const end = open.at(-1);
      if (end === undefined) return { end: at };
      if (next(',')) {
        const missing = end === '}' ? missingInName() : undefined;
        if (missing) return expected(missing);
        break;
      }
      if (!next(end)) return expected(`"," or "${end}"`);
      open.pop();
    }
  }
}

/** Returns where the match of a sticky pattern ends; -1 if it does not match. */
function skip(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

const endOfLine = (text: string, at: number): number => {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
};

/** Reports whether a line that begins like JSON is prose, such as `[WARNING] …`: the fault is at its first word. */
function isProse(text: string, start: number, faultAt: number): boolean {
  const line = text.slice(start, endOfLine(text, start));
  return faultAt <= start + line.length && /^[[{]\s*[A-Za-z_]/.test(line) && faultAt <= start + line.search(/[A-Za-z_]/);
}

function createLineCounter(text: string) {
  let line = 1;
  let lineStart = 0;
  /** Positions must be passed in ascending order. */
  const position = (at: number): { readonly line: number; readonly column: number } => {
    for (let end = text.indexOf('\n', lineStart); end !== -1 && end < at; end = text.indexOf('\n', lineStart)) {
      line += 1;
      lineStart = end + 1;
    }
    return { line, column: at - lineStart + 1 };
  };
  const describe = ({ at, expected }: Fault): JsonFault => {
    const before = text.slice(0, at).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, expected };
  };
  return { position, describe };
}
