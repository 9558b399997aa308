/**
 * Parses the body of a request. Like ARM's parser (Json.NET), it accepts comments and names without quotes, which az puts into deployments of template
 * files. Throws a SyntaxError. Members that are null are dropped: clients send both null and absent members for values that are not set.
 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, withoutNull);
  } catch {
    return JSON.parse(toStrictJson(text), withoutNull);
  }
}

const STRING = '"(?:[^"\\\\]|\\\\.)*"';
const STRING_OR_COMMENT = new RegExp(`(${STRING})|//[^\\n]*|/\\*[\\s\\S]*?\\*/`, 'g');
const STRING_OR_NAME = new RegExp(`(${STRING})|([{,]\\s*)([A-Za-z_]\\w*)(?=\\s*:)`, 'g');

const toStrictJson = (text: string): string =>
  text
    .replace(STRING_OR_COMMENT, (_, string = '') => string)
    .replace(STRING_OR_NAME, (_, string, before, name) => string ?? `${before}"${name}"`);

function withoutNull(this: unknown, _name: string, content: unknown): unknown {
  return content === null && !Array.isArray(this) ? undefined : content;
}
