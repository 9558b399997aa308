/** Attributes of an element; undefined ones are left out, numbers are written to the hundredth. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Whether XML 1.0 can hold a character at all; the others may not stand in a file even when escaped. */
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
const PLAIN = /^[ -~]*$/;

/** Any text as it may stand in an attribute or between tags: reading it gives the same text, less what XML cannot hold. */
export function escapeXml(text: string): string {
  const held = PLAIN.test(text) ? text : [...text].filter((char) => isAllowed(char.codePointAt(0) ?? 0)).join('');
  return held.replace(SPECIAL, (char) => ENTITIES[char] ?? char);
}

/** A number to the hundredth, as short as it goes. */
export const short = (value: number): number => Math.round(value * 100) / 100;

/** An element as text; its content is markup already. */
export function element(name: string, attributes: Attributes, content = ''): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined) text += ` ${key}="${typeof value === 'number' ? short(value) : escapeXml(value)}"`;
  return content === '' ? `${text}/>` : `${text}>${content}</${name}>`;
}
