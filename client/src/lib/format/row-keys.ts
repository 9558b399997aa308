/** Where a key leads from a row of a list: from the row `at`, with `page` rows in view, of `count` rows. Other keys lead nowhere. */
export const ROW_KEYS: Readonly<Record<string, (at: number, page: number, count: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, page) => at + page,
  PageUp: (at, page) => at - page,
  Home: () => 0,
  End: (_, __, count) => count - 1,
};
