import type { OperationHandler } from './operation-handler.ts';
import type { Shape } from './shape.ts';

type Method = 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE' | 'HEAD';

/** Operation that the sandbox serves. Routing, validation, permissions and COVERAGE.md are derived from it. */
export interface Route {
  /** Azure's operation id, `Group_Verb`. */
  readonly id: string;
  readonly method: Method;
  /** Path with `{name}` for parameters; matched without case. */
  readonly path: string;
  /** Action that the caller needs at the scope of the path; absent if Azure requires none. */
  readonly action?: string;
  /** Supported query parameters besides `api-version`. */
  readonly query?: readonly string[];
  /** Query parameters that are accepted but have no effect. */
  readonly ignoredQuery?: readonly string[];
  /** Allowed properties of the body. */
  readonly body?: Shape;
  readonly run: OperationHandler;
}

/** Matched route with the parameters from the path. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

export interface RouteTable {
  readonly routes: readonly Route[];
  /** Finds the route of a percent-encoded path. */
  match(method: string, path: string): Match | undefined;
}

/** Creates a table that finds the route of a path; earlier routes take precedence. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const compiled = new Map<string, { route: Route; segments: readonly string[] }[]>();
  for (const route of routes) {
    const segments = segmentsOf(route.path);
    const key = `${route.method} ${segments.length}`;
    compiled.set(key, [...(compiled.get(key) ?? []), { route, segments }]);
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

/** Splits a path. Doubled and trailing slashes are ignored, because clients send them. An encoded slash is part of a name. */
const segmentsOf = (path: string): string[] =>
  path
    .split('/')
    .filter((segment) => segment !== '')
    .map(decodeSegment);

/** Decodes a segment; invalid percent-encoding is left unchanged and so matches nothing. */
function decodeSegment(segment: string): string {
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
