/** Shape of a request body. `any` is not validated. */
export type Shape = 'string' | 'boolean' | 'number' | 'any' | { readonly [name: string]: Shape } | readonly [Shape];

/**
 * Returns the first deviation of a body from its shape, in the wording of the network resource provider's parser; undefined if it is valid.
 */
export function shapeProblem(content: unknown, shape: Shape, path = ''): string | undefined {
  if (shape === 'any' || content === undefined) return undefined;
  if (typeof shape === 'string') {
    return typeof content === shape ? undefined : `Error converting value ${JSON.stringify(content)} to type '${shape}'. Path '${path}'.`;
  }
  if (isArray(shape)) {
    if (!Array.isArray(content)) return `Cannot deserialize the current JSON value into a list. Path '${path}'.`;
    return firstProblem(content.map((entry, i) => [entry, shape[0], `${path}[${i}]`] as const));
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return `Cannot deserialize the current JSON value into an object. Path '${path}'.`;
  const entries = Object.entries(content);
  const unknown = entries.find(([name]) => !Object.hasOwn(shape, name));
  if (unknown) return `Could not find member '${unknown[0]}' on the object. Path '${join(path, unknown[0])}'.`;
  return firstProblem(entries.map(([name, entry]) => [entry, shape[name] ?? 'any', join(path, name)] as const));
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const isArray = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function firstProblem(entries: readonly (readonly [unknown, Shape, string])[]): string | undefined {
  for (const [content, shape, path] of entries) {
    const problem = shapeProblem(content, shape, path);
    if (problem) return problem;
  }
  return undefined;
}

/** Lists all property paths of a shape, for COVERAGE.md. */
export function shapePaths(shape: Shape, path = ''): string[] {
  if (typeof shape === 'string') return [path];
  if (isArray(shape)) return shapePaths(shape[0], `${path}[]`);
  return Object.entries(shape).flatMap(([name, inner]) => shapePaths(inner, join(path, name)));
}
