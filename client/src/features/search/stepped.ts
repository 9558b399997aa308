/** The suggestion that an arrow key leads to: round in a circle, in which -1 is the text itself. */
export const stepped = (at: number, step: 1 | -1, count: number): number => ((at + 1 + step + count + 1) % (count + 1)) - 1;
