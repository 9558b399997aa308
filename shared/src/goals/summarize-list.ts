import { formatNumber } from '../topology/index.ts';

/** The number of items that a summary lists; of further items, only the number is given. */
export const MAX_LISTED = 4;

/** Formats the first items of a list with the number of the others: `a, b, c, d and 3 more`. */
export const summarizeList = (items: readonly string[], total: number): string =>
  total > items.length ? `${items.join(', ')} and ${formatNumber(total - items.length)} more` : items.join(', ');
