/** Readers of the languages that hand-offs are written in, made from their descriptions and from nothing that writes them. */

/** The arguments of each `az` in a PowerShell script: single-quoted words with doubled quotes, backticks that go on, comments. */
export function readPowershell(script: string): string[][] {
  const commands: string[][] = [];
  let at = 0;
  const rest = () => script.slice(at);
  while (at < script.length) {
    const [other] = /^(#[^\r\n]*|if \(\$LASTEXITCODE[^\r\n]*|\$az = [^\r\n]*|\s+)/.exec(rest()) ?? [];
    const [start] = /^(az|& \$az) /.exec(rest()) ?? [];
    if (other) at += other.length;
    else if (start) commands.push(words(at + start.length));
    else throw new Error(`not PowerShell as it was to be: ${rest().slice(0, 80)}`);
  }
  return commands;

  function words(from: number): string[] {
    const found: string[] = [];
    at = from;
    for (;;) {
      const [bare] = /^[a-z]+/.exec(rest()) ?? [];
      if (bare) found.push(bare);
      if (bare) at += bare.length;
      else if (QUOTES.has(script[at] ?? '')) found.push(quoted());
      else if (/^`\r?\n/.test(rest())) at += 2;
      else if (script[at] === ' ') at += 1;
      else return found;
    }
  }

  function quoted(): string {
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
    throw new Error('a string without an end');
  }
}

/** about_Quoting_Rules and PowerShell-Docs 11405: all of these are single quotes. */
const QUOTES = new Set(["'", '\u2018', '\u2019', '\u201a', '\u201b']);

/** Every string in Bicep, in its order; throws at an expression within a string. */
export const readBicepStrings = (text: string): string[] =>
  readStrings(text, { quote: "'", comment: '//', template: /^\$\{/, escapes: { n: '\n', r: '\r', t: '\t', $: '$', "'": "'", '\\': '\\' } });

/** Every string in HCL, in its order; throws at a template within a string. */
export const readHclStrings = (text: string): string[] =>
  readStrings(text, {
    quote: '"',
    comment: '#',
    template: /^[$%]\{/,
    doubled: /^(\$\$|%%)\{/,
    escapes: { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' },
  });

interface Lexis {
  readonly quote: string;
  readonly comment: string;
  readonly template: RegExp;
  readonly doubled?: RegExp;
  readonly escapes: Readonly<Record<string, string>>;
}

function readStrings(text: string, { quote, comment, template, doubled, escapes }: Lexis): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text.startsWith(comment, at)) at = endOfLine(text, at);
    else if (text[at] === quote) at = string(at + 1);
  }
  return found;

  function string(from: number): number {
    let value = '';
    for (let at = from; at < text.length; at += 1) {
      const rest = text.slice(at, at + 12);
      const code = /^\\u(?:\{([0-9a-f]+)\}|([0-9a-f]{4}))/i.exec(rest);
      if (text[at] === quote) {
        found.push(value);
        return at;
      }
      if (/^[\r\n]/.test(rest) || (template.test(rest) && !doubled?.test(rest))) throw new Error(`in a string: ${rest}`);
      if (doubled?.test(rest)) {
        value += `${rest[0]}{`;
        at += 2;
      } else if (code) {
        value += String.fromCodePoint(Number.parseInt(code[1] ?? code[2] ?? '', 16));
        at += code[0].length - 1;
      } else if (text[at] === '\\') {
        at += 1;
        const meant = escapes[text[at] ?? ''];
        if (meant === undefined) throw new Error(`no such escape: ${rest}`);
        value += meant;
      } else value += text[at];
    }
    throw new Error('a string without an end');
  }
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
};
