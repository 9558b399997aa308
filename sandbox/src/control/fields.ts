/** The JSON object that a control request brings. */
export type Fields = Readonly<Record<string, unknown>>;

/** What a control request said wrongly, in one sentence. */
export class ControlProblem extends Error {}

const wrong = (name: string, wanted: string): never => {
  throw new ControlProblem(`"${name}" must be ${wanted}`);
};

/** The text of that field; undefined when it is not there. */
export function textIn(fields: Fields, name: string): string | undefined {
  const content = fields[name];
  return content === undefined || typeof content === 'string' ? content : wrong(name, 'a text');
}

export function numberIn(fields: Fields, name: string): number | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return typeof content === 'number' && Number.isFinite(content) && content >= 0 ? content : wrong(name, 'a number from 0 up');
}

export function yesOrNoIn(fields: Fields, name: string): boolean | undefined {
  const content = fields[name];
  return content === undefined || typeof content === 'boolean' ? content : wrong(name, 'true or false');
}

export function textsIn(fields: Fields, name: string): readonly string[] | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return Array.isArray(content) && content.every((each) => typeof each === 'string') ? content : wrong(name, 'a list of texts');
}

export function objectIn(fields: Fields, name: string): Fields | undefined {
  const content = fields[name];
  if (content === undefined) return undefined;
  return typeof content === 'object' && content !== null && !Array.isArray(content) ? (content as Fields) : wrong(name, 'an object');
}

/** Refuses fields that nobody reads: a slip of the pen must not pass for a wish. */
export function onlyKnown(fields: Fields, known: readonly string[]): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new ControlProblem(`"${unknown}" is not known here; known are ${known.join(', ')}`);
}
