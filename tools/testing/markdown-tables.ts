/** A row of a table: the text of each cell. */
export type Row = readonly string[];

/** Finds all rows of the tables in a page, without their headings. A `|` inside a cell is written as `\|`. */
export function tableRows(markdown: string): readonly Row[] {
  const lines = markdown.split('\n');
  return lines
    .filter((line, at) => line.startsWith('| ') && !lines[at + 1]?.startsWith('|---'))
    .map((line) =>
      line
        .replace(/^\||\|$/g, '')
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** Finds the targets of the links in a text, relative to its page. */
export const linksOf = (text: string): readonly string[] => [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
