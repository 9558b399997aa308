import type { Snapshot } from '../topology/index.ts';

/** Formats a snapshot as a JSON file with one row per line, so that tools can compare two of them and point at a line. */
export function formatSnapshot({ rows, ...rest }: Snapshot): string {
  const lists = Object.entries(rows).map(([kind, list]) => `${JSON.stringify(kind)}:${formatList(list)}`);
  return `${JSON.stringify(rest).slice(0, -1)},"rows":{\n${lists.join(',\n')}\n}}\n`;
}

const formatList = (list: readonly unknown[]): string =>
  list.length === 0 ? '[]' : `[\n${list.map((row) => JSON.stringify(row)).join(',\n')}\n]`;
