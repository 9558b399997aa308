/** JSON body of a control request. */
export type Fields = Readonly<Record<string, unknown>>;

/** A problem with a control request, as one sentence. */
export class ControlProblem extends Error {}

const fail = (name: string, expected: string): never => {
  throw new ControlProblem(`"${name}" must be ${expected}`);
};

/** Returns the string of a field, or undefined if it is absent; throws for other types, as all readers here. */
export function readString(fields: Fields, name: string): string | undefined {
  const content = fields[name];
  return content === undefined || typeof content === 'string' ? content : fail(name, 'a string');
}

export function readNumber(fields: Fields, name: string): number | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return typeof content === 'number' && Number.isFinite(content) && content >= 0 ? content : fail(name, 'a number of 0 or more');
}

export function readBoolean(fields: Fields, name: string): boolean | undefined {
  const content = fields[name];
  return content === undefined || typeof content === 'boolean' ? content : fail(name, 'true or false');
}

export function readStrings(fields: Fields, name: string): readonly string[] | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return Array.isArray(content) && content.every((each) => typeof each === 'string') ? content : fail(name, 'a list of strings');
}

export function readNumbers(fields: Fields, name: string): readonly number[] | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return Array.isArray(content) && content.every((each) => typeof each === 'number') ? content : fail(name, 'a list of numbers');
}

export function readObject(fields: Fields, name: string): Fields | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Fields) : fail(name, 'an object');
}

/** Rejects unknown fields, so that typing errors are not ignored. */
export function rejectUnknownFields(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ControlProblem(`unknown field "${unknown}"; available fields: ${known.join(', ')}`);
}
