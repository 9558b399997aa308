import type { Behaviour } from './answer.ts';
import type { Shape } from './shape.ts';

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';

/** One operation that the sandbox serves, as data: routing, strictness, rights and COVERAGE.md all come from it. */
export interface Route {
  /** Azure's own name, `Group_Verb`. */
  readonly id: string;
  readonly method: Method;
  /** With `{name}` for parameters; matched without case. */
  readonly path: string;
  /** The action that a caller needs at the scope of the path; absent where Azure asks for none. */
  readonly action?: string;
  /** Query parameters honoured beside `api-version`. */
  readonly query?: readonly string[];
  /** Query parameters that clients send and that change nothing here. */
  readonly ignoredQuery?: readonly string[];
  /** What a body may hold. */
  readonly body?: Shape;
  readonly run: Behaviour;
}

/** A route and the parameters that a path gave it. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteTable {
  readonly routes: readonly Route[];
  /** The route of a path as it came, percent-encoding and all. */
  match(method: string, path: string): Match | undefined;
}

/** A table that finds the route of a path; fixed segments win over parameters. */
export function routeTable(routes: readonly Route[]): RouteTable {
  const compiled = new Map<string, { route: Route; segments: readonly string[] }[]>();
  for (const route of routes) {
    const segments = segmentsOf(route.path);
    const shelf = `${route.method} ${segments.length}`;
    compiled.set(shelf, [...(compiled.get(shelf) ?? []), { route, segments }]);
  }
  return {
    routes,
    match(method, path) {
      const given = segmentsOf(path);
      for (const { route, segments } of compiled.get(`${method} ${given.length}`) ?? []) {
        const params = paramsOf(segments, given);
        if (params) return { route, params };
      }
      return undefined;
    },
  };
}

/** Doubled and trailing slashes do not count: clients send both. An encoded slash is part of a name. */
const segmentsOf = (path: string): string[] =>
  path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decoded);

/** A broken percent-encoding stands for itself, and so names nothing. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function paramsOf(pattern: readonly string[], given: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const actual = given[i] ?? '';
    if (expected.startsWith('{')) params[expected.slice(1, -1)] = actual;
    else if (expected.toLowerCase() !== actual.toLowerCase()) return undefined;
  }
  return params;
}
