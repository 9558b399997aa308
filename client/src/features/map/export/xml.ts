/** Attributes of an element; undefined ones are omitted, numbers are rounded to two decimals. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Returns true if XML 1.0 allows the character; others are invalid even when escaped. */
const isAllowed = (code: number): boolean =>
  code === 0x9 ||
  code === 0xa ||
  code === 0xd ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
const SPECIAL = /[&<>"'\t\n\r]/g;
const PRINTABLE_ASCII = /^[ -~]*$/;

/** Escapes a text for attributes and element content. Parsing it gives the same text without characters that XML does not allow. */
export function escapeXml(text: string): string {
  const allowed = PRINTABLE_ASCII.test(text) ? text : [...text].filter((char) => isAllowed(char.codePointAt(0) ?? 0)).join('');
  return allowed.replace(SPECIAL, (char) => ENTITIES[char] ?? char);
}

/** Rounds a number to two decimals. */
export const roundToHundredths = (value: number): number => Math.round(value * 100) / 100;

/** Formats an element. `content` must be escaped markup. */
export function formatElement(name: string, attributes: Attributes, content = ''): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) text += ` ${key}="${typeof value === 'number' ? roundToHundredths(value) : escapeXml(value)}"`;
  return content === '' ? `${text}/>` : `${text}>${content}</${name}>`;
}
