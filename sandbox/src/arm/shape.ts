/** What a written body may hold. `any` is kept as it comes. */
export type Shape = 'string' | 'boolean' | 'number' | 'any' | { readonly [name: string]: Shape } | readonly [Shape];

/** Where a body departs from its shape, in the words of NRP's parser; undefined when it does not. */
export function shapeProblem(content: unknown, shape: Shape, path = ''): string | undefined {
  if (shape === 'any' || content === undefined) return undefined;
  if (typeof shape === 'string') {
    return typeof content === shape ? undefined : `Error converting value ${JSON.stringify(content)} to type '${shape}'. Path '${path}'.`;
  }
  if (isArray(shape)) {
    if (!Array.isArray(content)) return `Cannot deserialize the current JSON value into a list. Path '${path}'.`;
    return firstOf(content.map((entry, i) => [entry, shape[0], `${path}[${i}]`] as const));
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    return `Cannot deserialize the current JSON value into an object. Path '${path}'.`;
  const entries = Object.entries(content);
  const unknown = entries.find(([name]) => !Object.hasOwn(shape, name));
  if (unknown) return `Could not find member '${unknown[0]}' on the object. Path '${join(path, unknown[0])}'.`;
  return firstOf(entries.map(([name, entry]) => [entry, shape[name] ?? 'any', join(path, name)] as const));
}

const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const isArray = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

function firstOf(parts: readonly (readonly [unknown, Shape, string])[]): string | undefined {
  for (const [content, shape, path] of parts) {
    const problem = shapeProblem(content, shape, path);
    if (problem) return problem;
  }
  return undefined;
}

/** Every property path of a shape, for COVERAGE.md. */
export function pathsOf(shape: Shape, path = ''): string[] {
  if (typeof shape === 'string') return [path];
  if (isArray(shape)) return pathsOf(shape[0], `${path}[]`);
  return Object.entries(shape).flatMap(([name, inner]) => pathsOf(inner, join(path, name)));
}
