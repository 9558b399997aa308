/**
 * Parsers for the languages of hand-off scripts, written from the language specifications and independent of the code that generates them.
 */

/**
 * Parses the arguments of each `az` command in a PowerShell script: single-quoted strings with doubled quotes, line-continuation backticks,
 * comments.
 */
export function parsePowerShell(script: string): string[][] {
  const commands: string[][] = [];
  let at = 0;
  const rest = () => script.slice(at);
  while (at < script.length) {
    const [skipped] = /^(#[^\r\n]*|if \(\$LASTEXITCODE[^\r\n]*|\$az = [^\r\n]*|\s+)/.exec(rest()) ?? [];
    const [start] = /^(az|& \$az) /.exec(rest()) ?? [];
    if (skipped) at += skipped.length;
    else if (start) commands.push(parseArguments(at + start.length));
    else throw new Error(`Unexpected PowerShell: ${rest().slice(0, 80)}`);
  }
  return commands;

  function parseArguments(from: number): string[] {
    const found: string[] = [];
    at = from;
    for (;;) {
      const [bare] = /^[a-z][a-z-]*/.exec(rest()) ?? [];
      if (bare) found.push(bare);
      if (bare) at += bare.length;
      else if (QUOTES.has(script[at] ?? '')) found.push(parseQuoted());
      else if (/^`\r?\n/.test(rest())) at += 2;
      else if (script[at] === ' ') at += 1;
      else return found;
    }
  }

  function parseQuoted(): string {
    let text = '';
    for (at += 1; at < script.length; at += 1) {
      if (!QUOTES.has(script[at] ?? '')) text += script[at];
      else if (QUOTES.has(script[at + 1] ?? '')) {
        at += 1;
        text += script[at];
      } else {
        at += 1;
        return text;
      }
    }
    throw new Error('Unterminated string');
  }
}

/** Characters that PowerShell treats as single quotes (about_Quoting_Rules, PowerShell-Docs 11405). */
const QUOTES = new Set(["'", '\u2018', '\u2019', '\u201a', '\u201b']);

/** Parses all strings in a Bicep text, in order; throws on an expression within a string. */
export const parseBicepStrings = (text: string): string[] =>
  readStrings(text, { quote: "'", comment: '//', template: /^\$\{/, escapes: { n: '\n', r: '\r', t: '\t', $: '$', "'": "'", '\\': '\\' } });

/** Parses all strings in an HCL text, in order; throws on a template within a string. */
export const parseHclStrings = (text: string): string[] =>
  readStrings(text, {
    quote: '"',
    comment: '#',
    template: /^[$%]\{/,
    doubled: /^(\$\$|%%)\{/,
    escapes: { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' },
  });

interface Syntax {
  readonly quote: string;
  readonly comment: string;
  readonly template: RegExp;
  readonly doubled?: RegExp;
  readonly escapes: Readonly<Record<string, string>>;
}

function readStrings(text: string, { quote, comment, template, doubled, escapes }: Syntax): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith(comment, at)) at = endOfLine(text, at);
    else if (text[at] === quote) at = parseString(at + 1);
  }
  return found;

  function parseString(from: number): number {
    let value = '';
    for (let at = from; at < text.length; at += 1) {
      const rest = text.slice(at, at + 12);
      const code = /^\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/i.exec(rest);
      if (text[at] === quote) {
        found.push(value);
        return at;
      }
      if (/^[\r\n]/.test(rest) || (template.test(rest) && !doubled?.test(rest))) throw new Error(`Invalid in a string: ${rest}`);
      if (doubled?.test(rest)) {
        value += `${rest[0]}{`;
        at += 2;
      } else if (code) {
        value += String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? '', 16));
        at += code[0].length - 1;
      } else if (text[at] === '\\') {
        at += 1;
        const character = escapes[text[at] ?? ''];
        if (character === undefined) throw new Error(`Unknown escape: ${rest}`);
        value += character;
      } else value += text[at];
    }
    throw new Error('Unterminated string');
  }
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};
