/**
 * One escaper for each language, each for text of any content. What a language cannot hold at all (NUL in a shell's argument) becomes
 * U+FFFD, which Azure refuses as a name.
 */

const holdable = (text: string): string => text.replaceAll('\0', '\ufffd');

/** One word of a POSIX shell: nothing is special between single quotes but the quote itself. */
export const shellWord = (text: string): string => `'${holdable(text).replaceAll("'", `'\\''`)}'`;

/** One word of PowerShell, to which U+2018 to U+201B are single quotes as well: all five are doubled. */
export const powershellWord = (text: string): string => `'${holdable(text).replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** A string of HCL, where `${` and `%{` begin a template (developer.hashicorp.com, Strings and Templates). */
export const hclString = (text: string): string =>
  `"${holdable(text)
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => NAMED[character] ?? `\\u${hex(character).padStart(4, '0')}`)
    .replace(/[$%](?=\{)/g, '$&$&')}"`;

/** A string of Bicep, where a dollar sign before a brace begins an expression. */
export const bicepString = (text: string): string =>
  `'${holdable(text)
    .replace(/[\\']/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => NAMED[character] ?? `\\u{${hex(character)}}`)
    .replace(/\$(?=\{)/g, '\\$&')}'`;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (character: string): string => character.charCodeAt(0).toString(16);

/** A string in the shorthand syntax of az, where a slash after it keeps a quote from ending it (azure-cli, core/aaz/_utils.py). */
const shorthand = (text: string): string => `'${text.replaceAll("'", "'/")}'`;

/** A string as the value of an option of az: bare, unless az would take it for a file, for nothing, for a question or for shorthand. */
export const azString = (text: string): string => (/^(null$|\?\?$|['@])/.test(text) ? shorthand(text) : text);

/** A list of strings as the value of one option of az. */
export const azList = (texts: readonly string[]): string => `[${texts.map(shorthand).join(',')}]`;

/** A list of strings for `--set` of az, which reads Python literals where it finds no JSON: they need no double quotes. */
export const pythonList = (texts: readonly string[]): string =>
  `[${texts.map((text) => `'${text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, (one) => NAMED[one] ?? `\\u${hex(one).padStart(4, '0')}`)}'`).join(', ')}]`;

/** The text of a comment: on one line, whatever the language takes for the end of one. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
