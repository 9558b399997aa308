import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Route } from './arm/route.ts';
import { shapePaths } from './arm/shape.ts';
import { createContext } from './context.ts';
import { IDENTITY_ROUTES } from './identity/identity-router.ts';

const HEADING = `# Coverage of the sandbox

Generated from the routes by \`npx tsx sandbox/src/coverage.ts\`; a test fails if it is stale. Everything else is rejected with an error that names it.
Every operation accepts any \`api-version\` that is a date, and lists accept \`$skipToken\`.

## ARM

| operation | method | path | supported query | ignored query | required action |
|---|---|---|---|---|---|
`;

const BODIES = `
## Bodies

Properties that a request body can contain. Read-only properties are accepted, so that the body of a GET can be sent back.

`;

const IDENTITY = `
## Tokens and metadata

These require no token and no api-version.

| method | path | description |
|---|---|---|
`;

/** Formats COVERAGE.md from the routes. */
export function formatCoverage(routes: readonly Route[]): string {
  const lines = routes.map((route) => {
    const cells = [route.id, route.method, code(route.path), codes(route.query), codes(route.ignoredQuery), code(route.action)];
    return `| ${cells.join(' | ')} |\n`;
  });
  const bodies = routes.flatMap(({ id, body }) => (body ? [`* ${id}: ${shapePaths(body).map(code).join(', ')}\n`] : []));
  const identity = IDENTITY_ROUTES.map(({ method, path, description }) => `| ${method} | ${code(path)} | ${description} |\n`);
  return [HEADING, ...lines, BODIES, ...bodies, IDENTITY, ...identity].join('');
}

const code = (text: string | undefined): string => (text === undefined ? '' : `\`${text}\``);
const codes = (texts: readonly string[] | undefined): string => (texts ?? []).map(code).join(', ');

/** Returns the routes that every sandbox serves. */
export const listRoutes = (): readonly Route[] => createContext(Buffer.alloc(32), 'instant', 1000).table.routes;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('../COVERAGE.md', import.meta.url), formatCoverage(listRoutes()));
}
