const FILES = import.meta.glob<string>('../../../../../e2e/estates/*.world', { query: '?raw', import: 'default', eager: true });

const ESTATES = new Map(Object.entries(FILES).map(([file, text]) => [file.replace(/^.*\/|\.world$/g, ''), text]));

/** Returns the text of a fixture in `e2e/estates`, by its name without extension; throws without one. */
export function readEstate(name: string): string {
  const text = ESTATES.get(name);
  if (text === undefined) throw new Error(`There is no estate ${name}`);
  return text;
}
