/** So many things are named; of more, only the number is told. */
export const MAX_LISTED = 4;

/** The few in one line, with how many there are besides: `a, b, c, d and 3 more`. */
export const summarizeList = (few: readonly string[], all: number): string =>
  all > few.length ? `${few.join(', ')} and ${all - few.length} more` : few.join(', ');
