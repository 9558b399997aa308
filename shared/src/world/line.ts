/** One line without its keyword, split at white space into arguments and `key=value` options. */
export interface Line {
  readonly number: number;
  readonly args: readonly string[];
  readonly options: ReadonlyMap<string, string>;
}

/** Thrown by line parsers; `readWorld` converts it to a message with the line number. */
export class WorldError extends Error {}
