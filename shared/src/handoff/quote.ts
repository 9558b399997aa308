/**
 * One escape function for each language, for any text. Characters that a language cannot represent (NUL in a shell argument) become U+FFFD,
 * which Azure rejects in names.
 */

const replaceNul = (text: string): string => text.replaceAll('\0', '\ufffd');

/** Quotes one argument of a POSIX shell: within single quotes, only the quote itself is special. */
export const quoteShell = (text: string): string => `'${replaceNul(text).replaceAll("'", `'\\''`)}'`;

/** Quotes one argument of PowerShell, where U+2018 to U+201B are single quotes too: all five are doubled. */
export const quotePowerShell = (text: string): string => `'${replaceNul(text).replace(/['\u2018-\u201b]/g, '$&$&')}'`;

/** Quotes a string in HCL, where `${` and `%{` start a template (developer.hashicorp.com, Strings and Templates). */
export const hclString = (text: string): string =>
  `"${replaceNul(text)
    .replace(/[\\"]/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => ESCAPES[character] ?? `\\u${hex(character).padStart(4, '0')}`)
    .replace(/[$%](?=\{)/g, '$&$&')}"`;

/** Quotes a string in Bicep, where a dollar sign before a brace starts an expression. */
export const bicepString = (text: string): string =>
  `'${replaceNul(text)
    .replace(/[\\']/g, '\\$&')
    .replace(/\p{Cc}/gu, (character) => ESCAPES[character] ?? `\\u{${hex(character)}}`)
    .replace(/\$(?=\{)/g, '\\$&')}'`;

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

const hex = (character: string): string => character.charCodeAt(0).toString(16);

/** Quotes a string in the shorthand syntax of az, where a slash after a quote escapes it (azure-cli, core/aaz/_utils.py). */
const shorthand = (text: string): string => `'${text.replaceAll("'", "'/")}'`;

/** Formats a string as an option value of az: unquoted, unless az would read it as a file, null, help or shorthand syntax. */
export const azString = (text: string): string => (/^(null$|\?\?$|['@])/.test(text) ? shorthand(text) : text);

/** Formats a list of strings as an option value of az. */
export const azList = (texts: readonly string[]): string => `[${texts.map(shorthand).join(',')}]`;

/** Formats a list of strings for `--set` of az, which reads Python literals when the value is not JSON; they need no double quotes. */
export const pythonList = (texts: readonly string[]): string =>
  `[${texts.map((text) => `'${text.replace(/[\\']/g, '\\$&').replace(/\p{Cc}/gu, (character) => ESCAPES[character] ?? `\\u${hex(character).padStart(4, '0')}`)}'`).join(', ')}]`;

/** Puts a text on one line for a comment, replacing everything that any of the languages takes for a line break. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
