/** Derives a GUID from a text. The same text gives the same GUID on every machine, so that fixtures, tests and screenshots are stable. */
export function guidOf(text: string): string {
  const hex = [1, 2, 3, 4].map((salt) => hash(`${salt}:${text}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Returns the tenant ID of a fixture that does not specify one. It depends on the title, so that stored data of two fixtures is not mixed. */
export const tenantOf = (title: string): string => guidOf(title === '' ? 'tenant' : `tenant of ${title}`);

/** Computes a 32-bit FNV-1a hash with a final mix. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
