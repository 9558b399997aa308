/** Text of a file, or the reason why it cannot be decoded. */
export type DecodedText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

interface Segment {
  readonly encoding: Encoding;
  /** Offset of the first byte, after a byte order mark. */
  readonly start: number;
}

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const LINE_FEED = 0x0a;

/**
 * Decodes the bytes of a text file: UTF-8, or UTF-16 as Windows PowerShell's `>` writes it, with or without a byte order mark. The encoding may
 * change within a file, because `>>` appends UTF-16 to UTF-8 there. Anything else is a problem, never decoded with replacement characters.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const parts: string[] = [];
  let segment: Segment = markAt(bytes, 0) ?? { encoding: guessEncoding(bytes, 0), start: 0 };
  for (;;) {
    const next = nextSegment(bytes, segment);
    const part = decodeSegment(bytes, segment, next?.end ?? bytes.length);
    if (!part.ok) return part;
    parts.push(part.text);
    if (!next) return { ok: true, text: parts.join('') };
    segment = next.segment;
  }
}

function decodeSegment(bytes: Uint8Array, { encoding, start }: Segment, end: number): DecodedText {
  try {
    return { ok: true, text: new TextDecoder(encoding, { fatal: true }).decode(bytes.subarray(start, end)) };
  } catch {
    return { ok: false, problem: 'The file is neither UTF-8 nor UTF-16. Save it as UTF-8' };
  }
}

/** Finds where another encoding begins: at a byte order mark, at the first zero of UTF-16 within UTF-8, or after a line of UTF-16. */
function nextSegment(bytes: Uint8Array, { encoding, start }: Segment): { readonly end: number; readonly segment: Segment } | undefined {
  if (encoding === 'utf-8') {
    for (let at = start; at < bytes.length; at++) {
      const mark = bytes[at] === 0xff || bytes[at] === 0xfe || bytes[at] === 0xef ? markAt(bytes, at) : undefined;
      if (mark && at > start) return { end: at, segment: mark };
      if (bytes[at] === 0 && at > start) return { end: at - 1, segment: { encoding: 'utf-16le', start: at - 1 } };
    }
    return undefined;
  }
  const low = encoding === 'utf-16le' ? 0 : 1;
  for (let at = start; at + 4 <= bytes.length; at += 2) {
    if (bytes[at + low] !== LINE_FEED || bytes[at + 1 - low] !== 0) continue;
    const end = at + 2;
    const mark = markAt(bytes, end);
    if (mark) return { end, segment: mark };
    if (isAscii(bytes[end]) && isAscii(bytes[end + 1])) return { end, segment: { encoding: 'utf-8', start: end } };
  }
  return undefined;
}

function markAt(bytes: Uint8Array, at: number): Segment | undefined {
  const found = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[at + i] === byte));
  return found && { encoding: found[0], start: at + found[1].length };
}

/** JSON begins with an ASCII character: a zero beside it is the other half of a UTF-16 code unit. */
function guessEncoding(bytes: Uint8Array, at: number): Encoding {
  if (bytes[at] !== 0 && bytes[at + 1] === 0) return 'utf-16le';
  if (bytes[at] === 0 && bytes[at + 1] !== 0 && bytes.length > at + 1) return 'utf-16be';
  return 'utf-8';
}

const isAscii = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x09 && byte < 0x7f;
