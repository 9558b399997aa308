import type { Request } from 'express';
import { Failure } from '../failure.ts';

/** Maximum nesting of a body; the deepest that the contract defines has about fifteen levels. */
const MAX_DEPTH = 64;

/**
 * Parses the body of a request, which must be one JSON object in UTF-8. Rejects other media types and charsets with 415. Rejects with 400 what
 * JSON parsers read differently or recursive code fails on: duplicate names, `__proto__`, invalid UTF-8 and deep nesting.
 */
export function parseJsonBody(req: Request): unknown {
  if (!req.is('application/json') || charsetsOf(req).some((charset) => charset !== 'utf-8')) throw new Failure('unsupported-media-type');
  const text = decode(req.body);
  if (!text.trimStart().startsWith('{')) throw malformed('The body must be one JSON object');
  checkStructure(text);
  return parse(text);
}

/** Returns the values of all `charset` parameters, in lower case. */
const charsetsOf = ({ headers }: Request): readonly string[] =>
  [...(headers['content-type'] ?? '').matchAll(/;\s*charset\s*=\s*"?([^";\s]*)/gi)].map(([, charset = '']) => charset.toLowerCase());

function decode(bytes: unknown): string {
  if (!Buffer.isBuffer(bytes)) throw malformed('The body is empty');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw malformed('The body must be in UTF-8', cause);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw malformed('The body must be one JSON object', cause);
  }
}

/** Checks nesting and names in a single pass, before the text is parsed. Text that is not JSON is left to the parser. */
function checkStructure(text: string): void {
  /** Names of the open objects so far, from the outside in; undefined for lists. */
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case '{':
      case '[':
        open.push(text[at] === '{' ? new Set() : undefined);
        if (open.length > MAX_DEPTH) throw malformed(`The body is nested more than ${MAX_DEPTH} levels deep`);
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case '"': {
        const end = endOfString(text, at);
        if (isName(text, end)) checkName(open.at(-1), parse(text.slice(at, end)) as string);
        at = end - 1;
        break;
      }
    }
  }
}

/** Returns the position after the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}

/** Returns true if a colon follows, which makes the string before it a name. */
function isName(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at++;
  return text[at] === ':';
}

function checkName(names: Set<string> | undefined, name: string): void {
  if (name === '__proto__') throw malformed('The body contains the name "__proto__"');
  if (names?.has(name)) throw malformed(`The body contains the name "${name.slice(0, 100)}" twice in one object`);
  names?.add(name);
}

const malformed = (detail: string, cause?: unknown): Failure => new Failure('malformed', { detail }, { cause });
